/** Scenes of support, sales and projects with customers. */
export const customerScenes = `
A: {customer} asks whether they can have the readings every minute in place of every ten.
B: Technically yes, it takes about {percent}% off the battery life.
A: So one summer in place of two.
C: Offer them five minutes and a bigger panel, that is what the port of {place} took.
A: Good idea, I'll write to them today.

A: Ticket {ticket}: wave height is shown in feet for a user in {place}.
B: His browser says en-US.
A: He says that he has never been to America.
B: His browser has.

A: Renewal for {customer} is signed! Two years, {number} stations.
B: :tada: :tada:
C: Well done {@A}! That was a long one.
A: Eleven months, four contacts, one very patient lawyer.

A: Who can join the call with {customer} on {weekday} at {hour}? They want to talk about data formats.
B: I can. Is it the NetCDF question again?
A: NetCDF and time zones.
B: I'll bring the good coffee.

A: Could someone from platform check the account of {customer}? Their dashboard is empty since {hour}.
B: Their key expired. They got three mails about it.
A: To whom?
B: To the person who left in {month}.
A: Of course. Can you extend it for a week? I'll call them.
B: Extended.

A: Draft of the offer for {customer} is in the project folder, please read until {weekday}.
B: Page four still has the prices of last year.
A: Thank you, corrected.
C: And the logo on the front is of their competitor.
A: *What?* …corrected, and I need to lie down.

A: We got a compliment: "the map is the first thing I open in the morning, before the weather". {customer}, harbour office.
B: It's going on the wall.

A: {customer} reports gaps in the wind data for {place}, every night around {hour}.
B: That is when the lighthouse switches its lamp test on. Same supply.
A: Do we buffer?
B: We do from {version} on, theirs has not been updated yet.
C: I can do the update remotely if they agree to ten minutes without data.
A: They agree, do it at noon.

A: Summary of the workshop with {customer}: they like the alarms, they do not like the sound of the alarms.
B: It is the sound of a fog horn.
A: In an open-plan office.
B: I see.

A: How do we answer the question about where the data is stored?
B: Two data centres, both in the EU, copies encrypted. There is a page with all of it: https://lanternbay.example/trust
A: Perfect, they need it for their own audit.

A: Support numbers of the week: {number} new, {number2} closed, oldest one is 19 days.
B: The oldest is waiting for a part, it arrives on {weekday}.
A: Then let's write that into the ticket, the customer sees only silence.
B: Done.

A: Invoice question: did we agree on quarterly or yearly with {customer}?
B: Yearly, with the first quarter free because of the delay in {month}.
A: That explains their very friendly mail.

A: {customer} would like a training for {number} people, in person, somewhere with a view.
B: The lighthouse room is free in {month}.
C: It holds fourteen.
B: Fourteen who like each other.

A: The customer survey is back. {percent}% would recommend us. Most wanted: alarms by phone call, and an app that works without signal.
B: The second one is in the plan for the autumn.
A: May I say so?
B: Say "being built", not a date.

A: Please nobody promise {customer} a delivery before {month}. Purchasing has no masts.
B: I said "soon".
A: What did they hear?
B: Probably {weekday}.
`;
