/** Scenes of the software people: the data platform, its releases and its bad nights. */
export const platformScenes = `
A: Has anybody looked at the {service} alerts from last night? Three pages between {hour} and {hour2}.
B: I was on call. It was the compaction job again, it holds the write lock for about {number} seconds.
C: Same as in {month}. We said we would split it by region and then never did.
A: Then let's do it now. {@C}, can you write down what you had in mind?
C: Will do, draft by {weekday}.

A: Release {version} of **{service}** is going out in ten minutes.
B: :crossed_fingers:
A: First region done, error rate flat.
A: All regions done. {percent}% faster on the p95, nobody will believe the graph.
C: I believe it and I have already put it on a slide.

A: Can someone explain why \`{service}\` opens a new connection for every reading?
B: Because the pool was disabled in {version} while we hunted the leak, and nobody switched it back.
A: So the leak is fixed?
B: The leak is fixed. The pool is one line. I'd rather have a second pair of eyes on it though.
C: I can look after lunch.
A: Thank you both. Database people will be happy, they were about to send us an invoice.

A: I am moving the ingest queue to the new cluster on {weekday} at {hour}. Expect a backlog of maybe {number} minutes, nothing should be lost.
B: Do the field teams know? They stare at the live map when they are at sea.
A: Good point, I'll tell them in their channel.
C: And please not during the {customer} acceptance test, that is the same morning.
A: Moved by an hour then.

A: Reminder that {ticket} is still without an owner. It is the one with readings arriving twice after a reconnect.
B: I can take it. I think the acknowledgement is sent before the row is committed.
C: That would explain why it only shows on slow links.
B: Exactly. Reproduced it with {number} ms of delay.

A: Who owns the certificate for the staging gateway? It runs out on {weekday}.
B: Nobody, everybody, the usual. I'll renew it and write down how.
A: :heart: the "write down how" part.

A: Postmortem for {weekday} is in the wiki: https://wiki.lanternbay.example/incidents/{number}
B: Well written. One question: why did the alert come {number2} minutes late?
A: The rule waits for two windows of five minutes, and the first one was half full.
C: Then one window and a higher threshold?
A: Yes, that is action two on the list.
D: Action three should be "stop restarting things at random", I counted four restarts.
A: Guilty of two of them.

A: The build is red on main.
B: Mine. Fix is up.
A: Green again.

A: Does anyone still use the CSV export of the old dashboard? I would like to delete about {number} lines of code.
B: {customer} does, every Monday, by a script that nobody there understands.
C: We could keep the address and serve it from the new one.
A: That is more work than keeping it, but it is nicer work.
B: Story of this company.

A: Query planner question: why would a filter on \`station_id\` skip the index?
B: Type mismatch? It is text in the old table and a number in the new one.
A: …of course it is.
B: It has bitten everybody once. Welcome to the club, there are biscuits.

A: I measured what we write per reading: {number} bytes for a float and a timestamp.
B: That's obscene. What is the rest?
A: Field names. Over and over.
C: We could send them once per batch. The gateway already understands that form since {version}.
A: Then the modems would also be on for half the time.
B: Batteries! Tell firmware, they will send cake.

A: Feature flag \`quiet-hours\` has been at 100% since {month}. May I remove the flag?
B: Please.
C: Please do, and the dead branch with it.

A: Load test with {number},000 stations finished. {service} falls over at about two thirds of it.
B: Falls over how?
A: Memory. It keeps a buffer per station and never shrinks it.
B: That buffer was my idea. I'm not proud.
A: It was a fine idea for forty stations.

A: Anyone against moving our stand-up to {hour}?
B: Not against.
C: School run until then, so yes please.
D: Fine.

A: I need a review on the schema change before {weekday}. It is small, {number} lines, but it touches the readings table.
B: Looking now.
B: Two comments, one of them only about naming.
A: Changed both.
B: Approved.

A: The map tiles are slow again in {place}.
B: Slow as in seconds?
A: Four seconds for the first one, then fine.
C: Cold cache. That region gets about ten visitors a day.
A: Ten visitors who all write to support.
C: We can warm it at five in the morning, cheap enough.

A: Heads-up: the object store will be read-only on {weekday} between {hour} and {hour2} while the disks are exchanged.
B: Uploads from buoys are retried, right?
A: For up to three days, yes.
C: Photos from the app are not. I'll put a banner up.

A: What happened to the nightly numbers? The report says we have minus {number} stations.
B: Unsigned subtraction. I am so sorry.
A: No no, keep it, the investors love growth in either direction.

A: I'd like to retire Node 18 in the tools this week. Objections?
B: The label printer in the workshop runs on it.
A: The label printer runs *Node*?
B: We don't talk about it.
`;
