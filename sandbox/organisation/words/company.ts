/** Scenes for everybody: announcements, offices, hiring, money, security. */
export const companyScenes = `
A: Good morning all! All-hands is on {weekday} at {hour}, in the boathouse and on-line. Questions before that into the form please.
B: Will it be recorded?
A: Yes, without the questions part.
C: Is there cake? Asking for the whole second floor.
A: There is cake.

A: Please welcome {person}, who joins the {team} today!
B: Welcome!
C: Welcome aboard :anchor:
D: So good to have you here. The good coffee machine is the *left* one.
B: Do not tell everybody.

A: The office in {place} is closed on {weekday} because of the power works. Please take your laptops home.
B: And the plants?
A: The plants may stay.

A: Expense reports for {month} are due on {weekday}. Twelve are missing, you know who you are.
B: I know who I am.
C: I also know who {B} is.

A: Phishing test results: {percent}% clicked. Better than in {month}, still too many.
B: To be fair it promised a free e-bike.
A: That is how they get you.
C: Report button works well by the way, {number} people used it within ten minutes.
A: That part made me really happy.

A: We have offers out to two candidates for the {team}. Fingers crossed until {weekday}.
B: Was one of them the person with the sailing database?
A: I can neither confirm nor deny, but yes.

A: New holiday rule from {month}: five days may be carried into the next year, they no longer vanish in March.
B: Finally!
C: Does it count for this year already?
A: Yes, it counts from this year.

A: Heating in the west wing is out. Somebody is on the way.
B: We have moved into the workshop, it is warm next to the oven.
C: The reflow oven is not a heater.
B: It is *a bit* a heater.

A: Could everyone please update their laptops until {weekday}? The list of those behind is at {number}.
B: Mine asks for a restart in the middle of each call.
A: It asks because you said "later" {number2} times.

A: Quarterly numbers: {percent}% up on stations in service, costs flat, one happy bank.
B: Great. What does it mean for the second boat?
A: That we may start to look at second boats.
C: I have a folder with boats. I have had it for years.

A: The first-aid course has two places left, {weekday} whole day.
B: I take one.
C: Me too.
A: Full, thank you!

A: Lost property: one umbrella, one left glove, {number} coffee cups, a fishing licence.
B: The licence is mine, sorry.
C: The glove too, I think. I only ever had the left one.

A: Board meeting moved to {weekday}, same room.
B: Slides until when?
A: Day before, noon. Really noon.

A: Our accountant asks who bought {number} kg of rope on the company card.
B: Field work.
A: In a garden centre?
B: They had the good rope.

A: Works council minutes of {month} are on the board and in the wiki.
B: Thanks for pushing the parking thing through!

A: The visitor from {customer} arrives at {hour}. Please no buoys in the corridor.
B: One is too heavy to move now.
A: Then put a plant on it.
C: It has a plant on it. It looks intended.
`;
