/** Scenes of design and product: screens, words, research. */
export const designScenes = `
A: New version of the station page is up: https://design.lanternbay.example/station/{number}
B: Oh that is much calmer. I like that the alarm is the only red thing left.
C: Can we keep the little tide curve? The harbour people look at nothing else.
A: It is there, it moved into the header. See the second frame.
C: Found it. Then I'm happy.

A: Which word do we use: station, site or buoy?
B: A buoy is a thing, a station is a place, a site is what sales says.
A: So "station".
B: Station. I'll go through the texts.
C: There are {number} places with "site". I counted, I was on a train.

A: Five interviews done, {number} to go. First pattern: nobody uses the filter, everybody scrolls.
B: Because the filter hides behind an icon?
A: One person thought it was a wine glass.
C: I can't unsee it now.

A: Dark mode contrast on the chart labels is below 4.5:1.
B: By how much?
A: 3.9. One step lighter is enough.
B: Changed in the tokens, it comes with the next build.

A: Please vote: legend on the right or below?
B: Right.
C: Below, the phones.
D: Below.
B: I changed my mind because of the phones.

A: I'd love to remove the splash screen. It shows for {number} ms and says our own name.
B: Marketing will cry.
C: Marketing is in this channel and marketing agrees.

A: What should an empty station list say?
B: "No stations yet. Add the first one, or ask for an invitation."
A: Short and kind. Taken.

A: The icon for swell and the icon for tide look the same at 16 px.
B: They look the same at 64.
A: I'll try one with an arrow.

A: Research notes from {place}: they wear gloves, the sun is behind them, and they have one hand free. Everything under 44 px is lost on them.
B: This should hang on the wall above my desk.
C: I'll print it. 44 px high.

A: Does somebody have the fonts as files? The printer needs them for the {customer} report.
B: In the brand folder, with the licence next to it.
A: Thanks, found.

A: The onboarding now has three steps, it used to have {number}.
B: What did you drop?
A: Everything we could find out by ourselves.
C: That's the sentence for the case study.

A: Are we allowed to animate the wave direction?
B: If it stops for people who asked for less motion.
A: Naturally.
`;
