/** Scenes of people planning something together: meetings, decisions, reports. */
export const projectScenes = `
A: Agenda for {weekday}: where we stand, what blocks us, who needs help. Thirty minutes, not more.
B: Can I get five of them for the test plan?
A: You can have ten if you bring a drawing.
C: I'll be on the train, camera off.

A: Where are we with the winter build?
B: {percent}% of the parts are here, boards are in assembly.
C: Firmware is ready except for the modem.
A: So the risk is the modem and the weather.
C: The risk is always the modem and the weather.

A: Decision from today: we go with two sizes of hull, not three.
B: What happens to the medium one?
A: Everybody who wanted medium gets large, at the price of medium, for one year.
C: Sales likes this sentence very much.

A: I updated the plan. The milestone in {month} is at risk, the rest holds.
B: Because of the certification?
A: Yes, the laboratory has no slot before the {number}th.
B: I know somebody there. I'll ask nicely.

A: Can we please stop using three different sheets for the same list?
B: Which one is the truth?
A: That's the question, isn't it.
C: Mine is newest, hers is complete, and his has colours.
A: Then we merge into hers today at {hour}, and I take the other two away.

A: Meeting notes: https://wiki.lanternbay.example/notes/{number}
B: Thank you for writing. I don't remember saying "as fast as humanly possible".
A: You said it twice.

A: Retro on {weekday}. Please bring one thing that went well and one that did not.
B: Only one?
A: Only one of each, yes.

A: Test results are in: {number} passed, three failed, one is "funny".
B: Funny how?
A: It passes if you look at it. With the debugger attached, all good.
C: Timing. I'll take the funny one.

A: Who signs off the manual for {customer}?
B: Me for the hardware part.
C: Me for the words.
A: Then it goes to print on {weekday}.

A: I talked to the university in {place}, they would like to use our data for the wave model.
B: All of it?
A: The last {number} months, hourly.
C: No objections, as long as they name us in the paper.
A: They offered to name a wave after us.

A: Small change of plan: demonstration first, then the tour. The visitors have to catch the ferry at {hour}.
B: Then I need the projector half an hour earlier.
A: It's yours.

A: Status for the board, one sentence each please, until noon.
B: Platform: on time, two people short.
C: Hardware: one week behind, it will be made up in {month}.
D: Field: all well, all wet.
A: Thank you, I'll use the last one as it is.

A: Risk list: I'd strike number four, we have the second supplier now.
B: Agreed.
C: Agreed, and I'd add the strike at the port.
A: Added as number nine.
`;
