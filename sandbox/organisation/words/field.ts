/** Scenes of the crews who lay out buoys at sea and fetch them back. */
export const fieldScenes = `
A: Weather window on {weekday}: wind under {number} knots until {hour}, swell one metre. I'd go for {place}.
B: Boat is fuelled. Which two are we swapping?
A: {buoy} and {buoy2}. Mooring chain for the second one needs replacing as well.
C: I'll load {number2} metres of chain and the spare shackles.
A: Cast off at six then.

A: Back in harbour. {buoy} is in the water, position fixed, first reading came in before we had turned around.
B: Lovely. It shows up on the map, three metres off from the plan.
A: Three metres is nothing, the anchor did the deciding.

A: Found a passenger on {buoy}: a very offended cormorant.
B: Did it damage the solar panel?
A: Only my dignity.
C: We have spikes for that. Well, soft ones. The bird society approved them.

A: Crane at {place} is out of order until {weekday}. Everything shifts by two days.
B: Does {customer} know?
A: Not yet, would you tell them? You have the better voice for bad news.
B: On it.

A: Please all remember to log the serial number *before* the buoy goes over the side.
B: That was one time.
C: That was three times.
B: That was one time with three buoys.

A: The tide gauge at {place} jumped by {number} cm at {hour}. Real or not?
B: Ferry. It does that on each arrival since they moved the pontoon.
A: Could the software know about ferries?
B: There is a timetable… I'll ask platform.

A: Inventory on the dock: {number} hulls, {number2} masts, lamps for one more season. Batteries are the problem.
B: Next delivery is {month}.
C: I can lend you six from the test rig if they come back charged.
A: Deal.

A: Safety briefing for the new launch crew is on {weekday} at {hour} in the boathouse. Life jackets will be checked, bring yours.
B: Mine was serviced in {month}, does that count?
A: It counts until next {month}.

A: Fog. Not a little. I can't see the bow.
B: Stay in, nothing today is worth it.
A: Coffee then. We try again at {hour}.

A: Someone cut the mooring of {buoy}. Clean cut, rope cutter on a propeller I think.
B: Where is it now?
A: Drifting north-east with {number} cm/s, still transmitting like nothing happened.
C: I have the position every ten minutes, forwarding it to the coast guard.
A: The fishing boat "Ragnhild" has it on board! They want a crate of beer.
B: Cheapest recovery of the year.

A: Could we get a second laptop for the boat? The old one has seen too much salt.
B: Order it from the rugged list, I'll approve.
A: Ordered, arrives {weekday}.

A: Diver report from {place}: growth on the sensor heads is about {number} mm, twice as much as last year.
B: Warm spring. Then the cleaning interval goes down to six weeks.
C: Copper guards would help, we have a sample of ten.
A: Let's put them on the southern line first.

A: Reminder: radio channel is 72 from now on, 69 belongs to the sailing school.
B: Their conversations were better than ours though.

A: Who parked the trailer in front of the slipway?
B: Not me.
C: Not me.
D: It was me, coming.

A: Pre-season checklist is done for {number} of {number2} stations. What is left is all north of {place}.
B: The road is closed there until the snow goes.
A: By boat?
B: By boat, with a thermos.

A: Measured the chain on {buoy}: {number} mm left of sixteen. That one would not have seen another winter.
B: Good catch. Picture please, for the customer report.
A: In the folder, with a ruler next to it.

A: The drone footage of yesterday's launch came out really well. Shall I cut something for the web page?
B: Please, but without the part where I fall in.
A: That is the best part.
B: {@A} no.
`;
