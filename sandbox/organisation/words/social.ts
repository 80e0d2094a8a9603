/** Scenes that have nothing to do with work: lunch, weather, hobbies. */
export const socialScenes = `
A: Lunch at {hour}? Thinking of the place with the {food}.
B: In!
C: In, if we sit outside.
A: It's raining.
C: If we sit inside.

A: Whoever left {food} in the kitchen: you are my hero.
B: It was my aunt. I'll tell her.
C: Tell her to come more often.

A: Anybody up for a swim before work on {weekday}? Water has {number} degrees.
B: That is not a temperature, that is a dare.
C: I'm in. Five minutes, then sauna.
A: Five minutes is optimistic but I like it.

A: My sourdough has risen over the edge of everything.
B: Pictures or it didn't happen.
A: I am ashamed of the fridge. No pictures.

A: Five-a-side on {weekday}, we are seven. Need one more, or need two to get ill.
B: I can. I'm slow but I'm tall.
A: Goal it is.

A: Concert in the harbour tonight, free, the band with the accordion.
B: The *good* accordion band?
A: There is only one.
C: I'll bring the kids, they know all the words by now.

A: Who has read the new sea novel everybody talks about? No spoilers.
B: The ship sinks.
A: {B}!
B: It says so on the cover.

A: Has anyone got a bike pump with the thin valve?
B: Under my desk, take it.
A: You saved my way home.

A: Today's sunrise from the pier was ridiculous. Pink, orange, seals.
B: Seals!
C: I overslept the seals.

A: Quiz night: we came {number}th.
B: Out of how many?
A: I'd rather talk about the snacks. The snacks were excellent.

A: Looking for a new home for two kittens, grey, very loud.
B: How loud?
A: Do you remember the alarm sound?
B: I take one. I'm used to it.

A: Is the coffee machine broken or am I not doing it right?
B: Press both buttons and think of something nice.
A: …it worked.

A: I tried to make {food} yesterday as you explained. The fire brigade was very friendly.
B: Oh no.
A: Only the smoke alarm, not a real fire. But they came.
C: Did they get some?
A: They took it as evidence.

A: Chess on the big board in the yard? I have half an hour.
B: You also have a grudge from last week.
A: I have half an hour and a grudge.

A: Photo club: theme of the month is "rust".
B: We work next to a harbour, this is too easy.
C: I'll do the van.
`;
