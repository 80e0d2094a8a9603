/** Scenes of the firmware and hardware people: boards, batteries, modems. */
export const firmwareScenes = `
A: Board rev {letter} arrived. {number} pieces, they look beautiful.
B: Do they boot?
A: One of one so far.
A: Nine of ten. The tenth has a whisker under the modem, see the photo later.
C: Send it back to me please, I want it under the microscope before anybody reworks it.

A: Sleep current on rev {letter} is {number} µA. Should be eleven.
B: Is the SD card removed?
A: It is now. Twelve.
B: There we go.

A: {buoy} has been rebooting every {number} minutes since it got cold.
B: Brown-out. The battery's internal resistance doubles near zero and the modem pulls two amps.
C: We could delay the transmit until the capacitor bank is full.
B: There is a register for that and we never set it. I'll try tonight in the freezer.
A: Label the freezer this time, somebody stored sorbet next to the last prototype.

A: GPS fix takes {number} seconds after a week at sea. Any ideas?
B: The almanac is too old by then. We should refresh it with every tenth upload.
A: Costs us {number2} mA minutes a day.
B: Less than searching for satellites for a minute each hour.
A: Fair. Putting it into {version}.

A: Firmware {version} is signed and in the release folder. Changes: modem timeout, the compass fix, and the watchdog no longer resets during an update.
B: "No longer resets during an update" is my favourite release note of the year.
C: Rolling it out to the five buoys off {place} first.
A: Good. Wait for two days of telemetry before the rest.

A: Has the wave sensor been recalibrated after the drop test? It reads {percent}% too high.
B: Not yet, the rig is booked until {weekday}.
C: You can have my slot, I'm still waiting for the anodised housings.

A: I found out why the compass drifts near {place}. There is a wreck. A big one. Steel.
B: You are telling me that our firmware bug is a ship?
A: Seventy metres of ship.
C: Closing {ticket} as "shipwreck".

A: How much flash is left?
B: {number} kB. Don't.
A: I didn't say anything.
B: You were about to say "logging".

A: The radio module vendor has answered about the errata. They confirm that it drops the first byte after wake-up.
B: So we send a byte that nobody needs.
A: We send a byte that nobody needs.
C: I'll write the comment. It will be a long one.

A: Thermal chamber is free from {weekday}. Who wants it?
B: Me, for the lid seals. {number} cycles, about two days.
C: After that me, with rev {letter}.

A: Does anybody know where the good crimping tool went?
B: Dock side container, top shelf, in the box that says "not tools".
A: I have questions.

A: The bootloader accepts an image without a signature if the header says version 0.
B: What.
A: Only over the service port, with the case open. Still.
C: Please make a security ticket, not public. I'll call you.
A: Done. Fix is two lines, I have it on my desk already.

A: We have to decide on the connector for the winter build by {weekday}: the bayonet one (IP68, {number} € each) or the screw one (IP67, half of it).
B: Divers with gloves say bayonet.
C: Purchasing says screw.
A: Salt water says bayonet.
C: Purchasing gives in.

A: Does the heartbeat LED need to blink? It costs us {number} µA on average.
B: It is how the crew knows that a buoy is alive before they throw it over the side.
A: Could it stop after an hour?
B: It could stop after an hour.

A: The humidity inside {buoy} went from 20 to {percent} percent since Tuesday.
B: Leak?
C: Or the desiccant is full. It was one of the first twenty with the small bag.
A: Pressure is stable, so desiccant it is. I'd still fetch it on the next tour.
B: Noted for the tour on {weekday}.

A: New oscilloscope has arrived!
B: Before anybody asks: I unpacked it, I get to do the first screenshot.
C: Is it the one with the touch screen?
B: It has more memory than our whole fleet.
`;
