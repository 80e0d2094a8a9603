/** All words of the relay for people, in English. Messages in ICU syntax by id (words/README.md). */
export const messages = {
  'store.in-use':
    'Another relay has {path} open. End it first: two relays on one file would spoil each other’s work.',
  'store.newer':
    'A newer version of Isthmus, or of Node, wrote {path}. Start the newer one again; the file is as it was.',
  'store.damaged':
    '{path} is damaged. Put back a copy of it, or move it away: then the relay reads everything from the services again.',
  'store.not-ours': '{path} is no database of Isthmus. Name another file; this one is as it was.',
  'store.disk-full': 'There is no room left for {path}. Make room on its disk, and start the relay again.',
  'store.no-access':
    '{path} cannot be opened. Its folder must be there, and the relay must be allowed to read and write it.',
  'store.input-output':
    '{path} could not be read or written: the system reported an error of the disk. Look at the disk, and start the relay again.',
  'store.full-now':
    'THE DISK IS FULL: there is no room left for {path}. Nothing is mirrored or carried now. Make room: then the relay goes on by itself within two minutes, and reads what came meanwhile.',
  'store.refuses-now':
    'THE DATABASE CANNOT BE WRITTEN ({reason}): {path}. Nothing is mirrored or carried now. Look at the disk, and at the rights of the file. The relay tries again by itself.',
  'store.writes-again': 'The database can be written again: {path}.',
  'usage.sandbox': 'npm run relay: a relay on the sandbox, to look at.',
  'usage.run': '{program} --config FILE: a relay on the servers that FILE names (docs/relay.md).',

  'links.usage':
    '{program} links --config FILE [--json]: lists the links of the relay that runs, and how each does.',
  'links.none': 'The relay sees no link. Somebody who administers a Mattermost channel links it in Isthmus.',
  'links.pair': '{mattermost} and {teams}: {health}',
  'links.unseen': 'a conversation that the relay does not see',
  'links.made-by': '  linked by {name}',
  'links.made-by-unknown': '  linked by somebody who is not known any more',
  'links.share.this': '  share {share, number} of {of, number}: this relay carries it',
  'links.share.other': '  share {share, number} of {of, number}: relay {relay} carries it',
  'links.share.nobody': '  share {share, number} of {of, number}: NOBODY CARRIES IT NOW',
  'links.carried':
    '  carried by this relay: {byRelay}; by their authors’ own Isthmuses: {byAuthors}; waiting: {waiting}',
  'links.waits': '  waiting for: {reasons}',
  'links.failed': '  refused: {counts}',
  'links.left': '  left where they were written: {counts}',
  'links.health.good': 'carried',
  'links.health.idle': 'good, and not carried',
  'links.health.unchecked': 'being checked whether its author administers the channel',
  'links.health.right-lost': 'NOT CARRIED: its author does not administer the channel any more',
  'links.health.contradicts': 'NOT CARRIED: an older link holds one of the two',
  'links.health.teams-side-missing':
    'NOT CARRIED: the relay’s Teams user is not in the Teams conversation, or it is gone',
  'links.health.mattermost-side-missing':
    'NOT CARRIED: the bot is not in the Mattermost channel, or it is gone',
  'drain.usage':
    '{program} drain --config FILE: ends the relay that runs, in order; another one takes over within seconds.',
  'drain.done': 'The relay has ended.',
  'drain.slow': 'The relay was told to end, and still runs after {seconds} seconds.',
  'control.not-running': 'No relay runs with this configuration.',
  'control.no-answer':
    'A relay runs with {path}, and does not answer. Use the command as the relay’s own user, and try again in a while.',

  'config.absent': '{path} is not there. Give the path of the relay’s configuration after --config.',
  'config.unreadable': '{path} cannot be read. It must be a file that the relay may read.',
  'config.too-large':
    '{path} is too large for a configuration of the relay. Look whether it is the right file.',
  'config.not-json':
    '{path}, line {line}, column {column}: JSON cannot go on like this. Look for a comma, a quotation mark or a bracket here or just before.',
  'config.doubled': '{path}, line {line}: “{field}” is there a second time. Leave one of the two.',
  'config.unknown': '{path}, line {line}: “{field}” is no setting. Here may stand: {known}.',
  'config.missing': '{path}, line {line}: “{field}” is missing. {wanted}',
  'config.wrong': '{path}, line {line}: “{field}” is not right. {wanted}',
  'config.wrong-whole': '{path}, line {line}: the configuration is not right. {wanted}',
  'wanted.object': 'It must be an object of settings in braces.',
  'wanted.path': 'It must be a path as text; one that is not whole begins at the configuration’s folder.',
  'wanted.days': 'It must be a whole number of days from 1 to 36500, or null for all history.',
  'wanted.one-share':
    'It cannot stand beside “shares” of more than 1: the relay that agrees with a person carries over all of their links.',
  'wanted.grace-minutes': 'It must be a whole number of minutes from 5 to 1440.',
  'wanted.address': 'It must be the server’s address as text, such as “https://chat.example.org”.',
  'wanted.https':
    'It must begin with https://, because the bot’s token and all messages could be read on the way. http:// is taken for this same machine only.',
  'wanted.plain-address':
    'It must be the server’s address alone, without a user, a password, or a part behind ? or #.',
  'wanted.tenant': 'It must be the id of your Microsoft tenant or one of its domains, as text.',
  'wanted.client-id':
    'It must be the application (client) id of your registration in Entra, as text in the form 00000000-0000-0000-0000-000000000000.',
  'wanted.yes-or-no': 'It must be true or false.',
  'wanted.cloud': 'It must be one of: {clouds}.',

  'wanted.ip-address':
    'It must be an IP address of this machine as text, such as “127.0.0.1”; then only this machine can ask.',
  'wanted.port': 'It must be a port, from 1 to 65535, or 0 for any that is free.',
  'wanted.shares':
    'It must be a whole number of shares, from 1 to 64, and the same for all relays of the organisation.',
  'wanted.open-invitations':
    'It must be a whole number of unanswered invitations, from 0 to 100000; 0 invites nobody.',
  'wanted.time-zone': 'It must be the name of a time zone as text, such as “Europe/Berlin”.',
  'wanted.install-address': 'It must be an address that begins with https://, where people get Isthmus.',
  'wanted.host-names':
    'It must be a list of names of this machine, such as [“relay.example.org”], without http:// and without a port.',
  'wanted.namespace':
    'It must be the host of your Event Hubs namespace as text, such as “contoso.servicebus.windows.net”.',
  'wanted.hub': 'It must be the name of an event hub in that namespace, as text.',
  'wanted.consumer-group': 'It must be the name of a consumer group of the hub as text, such as “$Default”.',
  'wanted.domain':
    'It must be a verified domain of the tenant to which your Azure subscription belongs, as text, such as “contoso.example”.',
  'wanted.hub-authentication': 'It must be one of: {ways}.',
  'wanted.no-connection-string':
    'It may stand only where “eventHubs.authentication” is connectionString. Leave it out.',
  'wanted.secret-place': 'It must be one of: {places}.',
  'wanted.no-secret-file':
    'It may stand only where “secrets” is files. Leave it out, and store the secret with the command store-secret.',

  'hub.of': 'Change notifications come through the event hub {hub} of {namespace}, {way}.',
  'hub.by-string': 'with the connection string {source}',
  'hub.by-entra': 'with the sign-in of the Teams user',
  'hub.receiving': 'Change notifications: receiving.',
  'hub.receiving-refused':
    'Change notifications: receiving, but Microsoft refuses subscriptions ({reasons}; /status has how many). Their conversations are asked about at the usual pace. {help}',
  'hub.help-forbidden':
    'A quota is used up (one subscription for each application and conversation, 10 for each user’s chats, 10,000 for each organisation), or a permission is missing.',
  'hub.help-conflict': 'Another relay with the same application has made them; end it.',
  'hub.help-refused':
    'Most often Microsoft may not send to the hub: see whether “Microsoft Graph Change Tracking” has the role “Azure Event Hubs Data Sender” there, and look at “eventHubs.tenantDomain”.',
  'hub.help-other': 'The relay tries again by itself.',
  'hub.unreachable':
    'NO CHANGE NOTIFICATIONS: {namespace} cannot be reached. Look at the network: port {port} must be open to it. The relay asks Microsoft at the usual pace meanwhile, and tries again by itself.',
  'hub.unauthorised':
    'NO CHANGE NOTIFICATIONS: the hub {hub} does not let the relay receive. The connection string needs the claim Listen, or the Teams user the role “Azure Event Hubs Data Receiver” and the application the permission “user_impersonation” of Microsoft.EventHubs. The relay asks Microsoft at the usual pace meanwhile.',
  'hub.missing':
    'NO CHANGE NOTIFICATIONS: {namespace} has no hub {hub} with the consumer group {group}. The relay asks Microsoft at the usual pace meanwhile.',
  'hub.taken-over':
    'NO CHANGE NOTIFICATIONS: something else receives with the consumer group {group} of the hub {hub}. Give the relay a consumer group of its own.',
  'hub.place-lost':
    'Change notifications: the place at which the relay stopped is not in the hub {hub} any more. It goes on with what is new; what came before, it reads from Teams.',
  'hub.other':
    'NO CHANGE NOTIFICATIONS: the relay cannot receive from the hub {hub} now. It asks Microsoft at the usual pace meanwhile, and tries again by itself.',
  'hub.file-refused':
    'NO CHANGE NOTIFICATIONS: the relay cannot write its small file for the hub beside its database. It asks Microsoft at the usual pace.',
  'hub.secret-unusable':
    'NO CHANGE NOTIFICATIONS, until this is mended and the relay is started again: {problem}',
  'hub.secret-none':
    'The relay has no connection string of the hub. Give it as the systemd credential “{name}”, or write its file’s path as “eventHubs.connectionStringFile” into {config}.',
  'hub.secret-absent': '{path} is not there. It must hold the connection string of the hub.',
  'hub.secret-open':
    '{path} holds a secret, and others than its owner have rights on it (mode {mode}). Take them away: chmod 600. If others have read it, make a new key for the hub.',
  'hub.secret-malformed': '{path} does not hold a connection string: it must be one line without spaces.',
  'hub.secret-other':
    'The connection string {source} is none of the hub {hub} of {namespace}. Copy it from a policy of this hub with the claim Listen.',

  'secret.none':
    'The relay has no token of its Mattermost bot. Give it as the systemd credential “{name}”, or write its file’s path as “mattermost.tokenFile” into {config}.',
  'secret.absent': '{path} is not there. It must hold the token of the Mattermost bot.',
  'secret.unreadable': '{path} cannot be read. It must be a file that the relay may read.',
  'secret.open-to-others':
    '{path} holds a secret, and others than its owner have rights on it (mode {mode}). Take them away: chmod 600. If others have read it, make a new token.',
  'secret.malformed': '{path} does not hold a token: it must be one line without spaces.',
  'secret.from-credential': 'from the system’s credential “{name}”',
  'secret.from-file': 'from {path}, which only its owner may read',
  'secret.from-unchecked-file':
    'from {path}; the relay has not checked who else may read it, because this system has no file modes',

  'secret.from-dpapi-user': 'from {path}, which Windows (DPAPI) has sealed for this account',
  'secret.from-dpapi-machine':
    'from {path}, which Windows (DPAPI) has sealed for this machine; who may read that file on it can open it',
  'secret.from-keychain': 'from the Keychain of macOS (service “{service}”, account “{item}”)',

  'keyring.wrong-system-dpapi':
    'Only Windows seals secrets (DPAPI), and this is another system. Write another value as “secrets” into {config}.',
  'keyring.wrong-system-keychain':
    'Only macOS has the Keychain, and this is another system. Write another value as “secrets” into {config}.',
  'keyring.not-stored-dpapi':
    'The secret “{name}” is not stored: {path} is not there. Store it as the account of the relay, with the command store-secret.',
  'keyring.not-stored-keychain':
    'The secret “{name}” is not in the Keychain of this user (service “{service}”). Store it as the user of the relay, with the command store-secret.',
  'keyring.damaged': '{path} is damaged. Store the secret “{name}” anew, with the command store-secret.',
  'keyring.not-opened':
    'Windows does not open {path}: another account or another machine has sealed it, or it was changed. Store the secret “{name}” anew as the account of the relay, with the command store-secret; for a service of Windows with “secrets” set to dpapi-machine.',
  'keyring.locked':
    'The Keychain is locked, and nobody can be asked to unlock it here. Log in on the Mac as the user of the relay: the relay has to run in the session of that user.',
  'keyring.denied':
    'The Keychain does not give the secret “{name}” to the relay, or somebody has refused it on the screen. Open Keychain Access, remove the entry “{service}” of the account “{name}”, and store the secret anew with the command store-secret.',
  'keyring.restricted':
    'A policy of this machine restricts PowerShell (constrained language), so the relay cannot reach Windows’ sealing. Allow it for the account of the relay, or write “files” as “secrets” into {config}.',
  'keyring.no-tool': 'The program {tool} of this system is not there, or the relay may not run it.',
  'keyring.no-answer':
    'The program {tool} did not answer within a minute. If it asks on the screen whether it may have the secret “{name}”, allow it, and try again.',
  'keyring.malformed':
    'What is stored as “{name}” is no secret: it must be one line without spaces. Store it anew, with the command store-secret.',
  'keyring.too-long':
    'The secret “{name}” is too long for the Keychain’s program: about 1,900 characters fit.',
  'keyring.failed': 'The program {tool} did not do it (code {code}). The secret is “{name}”.',

  'store-secret.usage':
    '{program} store-secret --name NAME --config FILE: takes a secret from standard input and stores it where the configuration says. NAME is one of: {names}.',
  'store-secret.asks': 'Paste the secret “{name}” and press Enter. It is not shown.',
  'store-secret.malformed': 'NOT STORED: that is no secret. It must be one line without spaces.',
  'store-secret.refused': 'NOT STORED: {problem}',
  'store-secret.not-written': 'NOT STORED: {code}. The folder of the file must be one that you may write.',
  'store-secret.stored':
    'The secret “{name}” is stored. It comes {source}. A relay that runs takes it at its next start.',
  'store-secret.shadowed':
    'Stored, BUT ANOTHER ONE COUNTS: the relay takes “{name}” {source}. Change it there, or take it away there.',

  'bot.token-refused':
    '{url} does not accept the bot’s token. Make a new token for the bot, put it in place of the old one, and start the relay again.',
  'bot.no-bot':
    'The token is that of {username}, who is no bot account of {url}. The relay needs the token of a bot account.',
  'bot.no-answer':
    '{url} does not answer. The relay asks again every {seconds} seconds. Look at the address, the network, and the server’s certificate.',
  'bot.odd-answer':
    '{url} does not answer as a Mattermost server (status {status}). The relay asks again every {seconds} seconds.',

  'loopback.answered.title': 'The answer has come',
  'loopback.answered.text':
    'Look at the relay’s command: it says whether it is accepted. You can close this page.',
  'loopback.refused.title': 'The sign-in was refused',
  'loopback.refused.text': 'Look at the relay’s command: it says why. You can close this page.',
  'loopback.stranger.title': 'No sign-in waits for this answer',
  'loopback.stranger.text':
    'It belongs to another sign-in, or to one that has ended. Start the relay’s sign-in again, and open the address that it prints.',
  'loopback.waiting.title': 'Isthmus waits here for a sign-in',
  'loopback.waiting.text': 'Open the address that the relay’s command has printed.',

  'run.begins': 'The relay runs as the bot {bot} of {url}, with {path}. The bot’s token comes {source}.',
  'invite.list-absent':
    '{path} is not there. It is to name whom the relay may invite (“invitations.restrictedTo”).',
  'invite.list-unreadable': '{path} cannot be read. It must be a file that the relay may read.',
  'invite.list-too-large': '{path} is larger than 16 MB, so it is no list of addresses.',
  'invite.list-no-column':
    '{path}, line 1: there is no column “email”. The first line of the file must name its columns.',
  'invite.line-no-address':
    '{path}, line {line}: there is no e-mail address in the column “email”. The line is left out.',
  'invite.line-not-csv':
    '{path}, line {line}: the quotation marks are not right, so it cannot be read. The line is left out.',
  'invite.list-read': 'The relay may invite {addresses} people, by {path}.',

  'away.standing':
    'Connected people: {taken} for whom the relay carries because their computers are off, {silent} who have just fallen silent, {present} who carry by themselves, {never} of whom it knows nothing.',
  'away.note':
    'When all your computers with Isthmus are off, I carry what you write in linked conversations, under your name. This message and an empty one of yours below hold technical notes for that; please leave both here.',

  'run.monitored': 'How the relay does is at {metrics} for Prometheus, and at {status} for people.',
  'run.monitored-nowhere':
    'Nobody can monitor the relay, because the configuration has no “metrics”. It runs all the same.',
  'run.monitor-refused':
    'THE RELAY CANNOT BE MONITORED: this machine does not let it answer at {address}, port {port} ({code}). Look whether another program has the port, or name another one as “metrics.port”, and start the relay again. It runs all the same.',
  'run.teams-missing':
    'TEAMS IS NOT SIGNED IN: only Mattermost is mirrored. Sign the Teams user in (tenant {tenant}, application {client}, cloud {cloud}): {command}. The relay goes on by itself.',
  'run.for-presets': 'Give desktops a preset that names this relay (docs/administer.md): {setting}',
  'run.teams-begins': 'Its Teams user is {username}. {sealed}',
  'run.teams-changed': 'The Teams user has signed in: {username}.',
  'run.teams-gone': 'The Teams user was taken away: what was mirrored for it leaves the database.',
  'run.command': '{program} {name} --config {config}',
  'run.shares':
    'Of {of, number} shares of the links, this relay ({relay}) carries {count, number}: {shares}.{others}',
  'run.no-share': 'Of {of, number} shares of the links, this relay ({relay}) carries none now.{others}',
  'run.shares-of-other': ' Relay {relay} carries {shares}.',
  'run.shares-of-nobody': ' Nobody carries {shares}.',
  'run.divided-otherwise':
    'NOT CARRYING: another relay divides the links into {other, number} {other, plural, one {share} other {shares}}, this one into {of, number}. Give all relays the same number for shares in their configuration. This relay begins by itself when the other one has ended.',
  'run.drains': 'The relay drains.',
  'run.has-ended': 'The relay has ended.',

  'service.teams': 'Teams',
  'service.mattermost': 'Mattermost',
  'standing.connecting': '{service}: connecting.',
  'standing.current': '{service}: up to date, {messages} messages, all of the history that is wanted.',
  'standing.filling':
    '{service}: up to date, {messages} messages; the history of {complete} of {total} conversations is complete so far.',
  'standing.catching-up': '{service}: reads what happened meanwhile.',
  'standing.offline': '{service}: {url} cannot be reached ({reason}). The relay tries again by itself.',
  'standing.waiting': '{service}: the server asks the relay to wait. It goes on by itself.',
  'standing.paused': '{service}: paused.',
  'standing.token-refused':
    'THE MATTERMOST TOKEN IS NOT ACCEPTED ANY MORE ({reason}): nothing is mirrored. Make a new token for the bot at {url}, put it in place of the old one, and start the relay again.',
  'standing.sign-in-needed':
    'THE TEAMS USER MUST SIGN IN AGAIN ({code}): nothing of Teams is mirrored. {why} Then run: {command}. The relay goes on by itself.',
  'standing.failed':
    '{service}: {url} refuses what the relay needs, or the relay cannot write ({reason}). It tries again by itself.',

  'refusal.expired':
    'The sign-in has expired: it was not used for too long, or your organisation demands a new one from time to time.',
  'refusal.confirm-identity':
    'Your organisation demands that the person confirms who it is, with a second factor.',
  'refusal.blocked-by-policy':
    'A rule of your organisation does not allow it: conditional access, or an assignment that is missing. Look into the sign-in log of Entra.',
  'refusal.password-changed': 'The user’s password was changed, or must be changed.',
  'refusal.revoked': 'The sign-in was revoked.',
  'refusal.account-disabled': 'The user is disabled, or not in this tenant any more.',
  'refusal.account-locked': 'The user is locked: too many attempts with a wrong password.',
  'refusal.app-not-set-up':
    'The registration is missing, switched off, or not complete: look at “teams.clientId”, and at what docs/administer.md says of it.',
  'refusal.consent-missing': 'Permissions are missing. An administrator gives them at {consent}',
  'refusal.declined': 'The permissions were refused on the page.',
  'refusal.secret-lost':
    'The relay cannot open what it had kept of the sign-in: the file is gone, damaged, or sealed with another key.',
  'refusal.personal-account':
    'This is a personal Microsoft account. Take a user of your organisation, with a licence for Teams.',
  'refusal.organisation-unknown':
    'Microsoft does not know the tenant: look at “teams.tenant” and “teams.cloud”.',
  'refusal.not-in-organisation': 'This account is not in the tenant that “teams.tenant” names.',
  'refusal.other': 'Microsoft refused it.',
  'refusal.no-code': 'no number',

  'sign-in.usage':
    '{program} sign-in --config FILE: signs the Teams user in, in a browser that comes back to this computer. --port NUMBER: the port it comes back to (default {port}). --device-code: by a code in any browser, where the configuration allows it (“teams.deviceCode”).',
  'sign-in.open-address':
    'Open this address in a browser on this computer, and sign in as the relay’s Teams user:',
  'sign-in.by-tunnel':
    'Is the browser on another computer? Leave this running, and first run there: ssh -L {port}:localhost:{port} {host} — then open the address there.',
  'sign-in.open-page':
    'Open {page} in any browser, type the code {code}, and sign in as the relay’s Teams user.',
  'sign-in.as-before':
    'Only {username} can sign in here. To take another user, end the relay, delete {file}, and sign in again: what was mirrored for {username} then leaves the database.',
  'sign-in.waiting': 'Waiting for {minutes} minutes. Ctrl+C ends it.',
  'sign-in.stranger':
    'An answer came that belongs to another sign-in. It was ignored. Open the address above.',
  'sign-in.done': 'Signed in as {username} ({name}), tenant {tenant}. {sealed}',
  'sign-in.running': 'The running relay takes it over by itself.',
  'sign-in.other-person':
    'NOT SIGNED IN: {other} answered, but the user of this relay is {username}. Sign in as {username}; sign {other} out in the browser first, or use a private window.',
  'sign-in.refused': 'NOT SIGNED IN ({code}): {why}',
  'sign-in.delayed':
    'NOT SIGNED IN: {url} cannot be asked now ({reason}). Look at the network, and try again.',
  'sign-in.cancelled': 'NOT SIGNED IN: it was ended.',
  'sign-in.timed-out':
    'NOT SIGNED IN: no answer came in time. If Microsoft’s page showed an error with a number (AADSTS…), it is explained in docs/sign-in-codes.md: such a page never comes back to the relay.',
  'sign-in.failed': 'NOT SIGNED IN: something went wrong that the relay does not know ({code}).',
  'sign-in.port-taken': 'Another program uses port {port}. Choose another one: --port NUMBER.',
  'sign-in.device-code-off':
    'The configuration does not allow a code on another device. Set “teams.deviceCode” to true in {config}, if your organisation’s rules allow this way.',
  'sign-in.not-written':
    'NOT SIGNED IN: {folder} cannot be written ({code}). The relay’s user needs a folder that it may write.',
  'sign-in.no-licence':
    'BUT {username} HAS NO LICENCE FOR TEAMS: Graph refuses its chats. Give it a licence that includes Teams; it can take hours until Microsoft knows it.',
  'sign-in.teams-off': 'BUT TEAMS IS SWITCHED OFF for {username}, or for the whole tenant.',
  'sign-in.user-unreadable':
    '{file} is damaged. It names the relay’s Teams user. Put a copy of it back, or delete it and sign in again: what was mirrored for the user is read anew then.',

  'seal.dpapi-user':
    'The sign-in is sealed by a key ({path}) that Windows (DPAPI) has sealed for this account.',
  'seal.dpapi-machine':
    'The sign-in is sealed by a key ({path}) that Windows (DPAPI) has sealed for this machine; who may read both files on it can open it.',
  'seal.keychain':
    'The sign-in is sealed by a key in the Keychain of macOS (service “{service}”, account “{item}”).',
  'seal.credential': 'The sign-in is sealed by systemd’s credential “{name}”.',
  'seal.file': 'The sign-in is sealed by a key file beside it ({path}), which only its owner may read.',
  'seal.unchecked-file':
    'The sign-in is sealed by a key file beside it ({path}); the relay has not checked who else may read it, because this system has no file modes.',
  'seal.none':
    'The relay has no key for the sign-in: neither the systemd credential “{name}” nor a key file.',
  'seal.key-absent': 'The key of the sign-in is gone: {path} is not there.',
  'seal.key-unreadable': 'The key of the sign-in cannot be read: {path}.',
  'seal.key-open-to-others':
    'Others than its owner have rights on the key of the sign-in, {path} (mode {mode}). Take them away: chmod 600. If others have read it, sign in again.',
  'seal.key-malformed': '{path} holds no key: it must be one line without spaces.',

  'status.usage':
    '{program} status --config FILE: says who is signed in, and how the accounts stand. It asks no server.',
  'status.running': 'A relay runs on {path}.',
  'status.not-running': 'No relay runs.',
  'status.no-database': 'There is no database in {folder} yet.',
  'status.signed-in': 'Teams: signed in as {username} ({name}), tenant {tenant}.',
  'status.renewed':
    'The sign-in was renewed last at {at}. Microsoft ends it if it is not used for {days} days, that is at {until}, unless your organisation has other rules.',
  'status.nobody': 'TEAMS IS NOT SIGNED IN. Run: {command}',
  'status.cache-absent': 'THE TEAMS USER MUST SIGN IN AGAIN: {file} is not there. Run: {command}',
  'status.cache-damaged': 'THE TEAMS USER MUST SIGN IN AGAIN: {file} is damaged. Run: {command}',
  'status.cache-foreign':
    'THE TEAMS USER MUST SIGN IN AGAIN: {file} was sealed with another key, or changed. Put the right key back, or run: {command}',
  'status.cache-unreadable': '{file} cannot be read. It must be a file that the relay may read.',
  'status.claims': 'Microsoft demands more of the next sign-in. Run: {command}',
  'status.token': 'Mattermost: the bot’s token comes {source}.',
  'status.told-at': 'At {at} the relay said:',

  // What each metric is, in the dump that Prometheus reads.
  'metric.msgraph-client-time-seconds': 'Time until Microsoft Graph began to answer, by what was asked.',
  'metric.mattermost-client-time-seconds':
    'Time until the Mattermost server began to answer, by what was asked.',
  'metric.msgraph-throttled-total':
    'Answers 429 of Microsoft Graph, by the limit that was probably exceeded.',
  'metric.mattermost-throttled-total': 'Answers 429 of the Mattermost server.',
  'metric.events-messages-total':
    'Messages written, changed or deleted on the other side, by the side on which that happened first.',
  'metric.events-message-delay-seconds':
    'Time from when the relay saw a message until its counterpart was there.',
  'metric.events-reactions-total': 'Reactions set and taken away on the other side.',
  'metric.events-files-total':
    'Files of carried messages; discarded_reason is empty for those that are there.',
  'metric.events-not-carried-total': 'Messages of linked conversations that were left where they are.',
  'metric.lease-changes-total': 'How often this relay became the one that carries over a share of the links.',
  'metric.mattermost-socket-connected': 'Whether the websocket to Mattermost is there.',
  'metric.mattermost-socket-connections-total':
    'Connections of the websocket; replayed says whether the server told all that was missed.',
  'metric.sign-in-needed-total': 'How often a service stopped accepting the sign-in.',
  'metric.store-transaction-seconds':
    'Time to store a batch: pushed (live), asked for (changes, history), or of acts of the relay (own).',
  'metric.process-cpu-seconds-total': 'CPU time that the relay has used, seconds.',
  'metric.process-resident-memory-bytes': 'Memory that the relay has from the system, bytes.',
  'metric.nodejs-heap-size-used-bytes': 'Memory that objects of the relay use, bytes.',
  'metric.nodejs-eventloop-lag-p99-seconds':
    'How long work had to wait for other work since the last scrape: 99 of 100 waits were shorter.',
  'metric.process-start-time-seconds': 'When the process began, seconds since 1970.',
  'metric.system-task-failures-total': 'Errors that were caught and logged, by the place where.',
  'metric.system-start-timestamp-seconds': 'When the relay began, seconds since 1970.',
  'metric.hub-receiving': 'Whether the relay receives change notifications of Microsoft.',
  'metric.events-change-events-total':
    'Change notifications since the start; discarded_reason is empty for those that led to a pull.',
  'metric.events-lifecycle-events-total': 'What Microsoft said of subscriptions since the start.',
  'metric.subscriptions': 'Subscriptions to changes: how many there should be, and how many there are.',
  'metric.subscription-expires-seconds': 'When the first of the subscriptions ends.',
  'metric.hub-partition-lag-events': 'Events in the hub that are not handled yet.',
  'metric.hub-last-event-timestamp-seconds': 'When the last event came, seconds since 1970.',
  'metric.refresh-token-age-seconds': 'Since when the refresh token of the Teams user was not renewed.',
  'metric.build-info': 'Always 1; the labels tell the version.',
  'metric.signed-in': 'Whether the service accepts the sign-in of the bot account.',
  'metric.mirror-up-to-date': 'Whether everything that the service gives is mirrored.',
  'metric.mirror-lag-seconds': 'Since when the mirror is not up to date; 0 while it is.',
  'metric.mirror-messages': 'Messages that were mirrored so far.',
  'metric.history-complete-ratio': 'The part of conversations whose history is complete.',
  'metric.links': 'Links, by whether they count or why not.',
  'metric.app-linked-channels': 'Links that are carried.',
  'metric.app-connected-users': 'People on Mattermost who have connected.',
  'metric.app-pending-invites': 'Invitations to connect that are unanswered.',
  'metric.app-pending-invites-limit': 'How many invitations may be unanswered; 0: nobody is invited.',
  'metric.app-whitelisted-users': 'Addresses that may be invited; 0 if everybody may be, or nobody is.',
  'metric.outbox-rows': 'Messages that are to be carried, by state.',
  'metric.outbox-oldest-seconds': 'For how long the oldest message waits; 0 for none.',
  'metric.author-leases':
    'People who have connected, by whether this relay carries for them because their computers are off.',
  'metric.lease-held': 'Whether this relay is the one that carries over a share of the links.',
  'metric.msgraph-budget-used-ratio': 'How much of a limit is used now; at 1 requests wait.',
  'metric.events-discarded-total': 'What arrived and was not used, by reason, since the database was made.',
} as const;
