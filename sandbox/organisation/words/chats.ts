/** Scenes between two people, or few: short, unceremonious. */
export const chatScenes = `
A: Got a minute?
B: Sure, call?
A: Two minutes, my tea is still too hot anyway.

A: Did you see the mail from {customer}?
B: Just now. Bit sharp in tone.
A: I'd answer tomorrow, with numbers.
B: Yes. Sleep first, then numbers.

A: Running five minutes late, start without me.
B: No worries, we're still looking for the adapter.

A: Can you send me the link to the board again?
B: https://wiki.lanternbay.example/boards/{number}
A: Thanks, bookmarked this time. Promise.

A: How was the interview?
B: Good! Nervous in the beginning, then brilliant about queues.
A: So a yes?
B: From me a clear yes.

A: I'll be out on {weekday}, dentist.
B: Good luck. I'll watch the queue.

A: Are you coming to {place} next week?
B: {weekday} until {weekday2}, if the ferry runs.
A: Then dinner! I know a place.

A: The numbers for {month} don't add up, could you have a look? Row {number}.
B: You're right, the refunds are in twice.
B: Fixed, look now.
A: Perfect, you're quick.

A: Sorry for being short earlier. Long day.
B: All fine. Go home.

A: Happy birthday!! :birthday:
B: Thank you! Cake is in the kitchen from three.

A: Which version is on {buoy} right now?
B: {version}, since {weekday}.
A: Then it's not the old bug.
B: It's a nice new one, all ours.

A: Can I move our one-to-one to {hour}?
B: Yes, even better.

A: Do you have the contact of the crane people?
B: +00 555 01{number}, ask for Marit. Don't call before nine.
A: You're the best.

A: I wrote down what we said, could you check that I didn't make anything up?
B: One thing: it was {number}, not {number2}.
A: Corrected, thank you.

A: Is it just me or is the VPN slow?
B: Just you. Sorry. Try the other gateway.
A: Better!

A: Could you cover for me in the {customer} call? School called.
B: Of course, go. Anything I need to know?
A: They will ask about {month}. We say "end of {month}", not sooner.
B: Got it. Hope it's nothing bad.

A: That talk you gave was really good.
B: Thank you! I was sure that everyone was asleep.
A: Only the one in the front, and he always is.

A: Is the pull request ready or are you still at it?
B: Ready. Be gentle with the tests, they were written after {hour}.
A: It shows a little :)

A: Do we still have budget for {number} more sensors?
B: For about half of them.
A: Then half now and half after the summer.
B: Sounds right.

A: Who is the person with the red jacket at the quay?
B: {person}, new in the {team}.
A: Ah! I waved for no reason then.
B: Always a reason to wave.
`;
