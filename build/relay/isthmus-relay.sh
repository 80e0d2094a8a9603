#!/bin/sh
# A command of the relay on a machine with systemd, as the service runs it: its user, its folder, its secrets. For root:
#   isthmus-relay sign-in    isthmus-relay status    isthmus-relay links    isthmus-relay drain
# Without this, what root signs in would be written as root, and the service could not read it.
set -eu
if [ $# -eq 0 ]; then
  echo 'isthmus-relay COMMAND [OPTIONS]: a command of the relay, as its service. The relay itself: systemctl start isthmus-relay' >&2
  exit 2
fi
exec systemd-run --pty --wait --collect --quiet \
  --property=DynamicUser=yes \
  --property=User=isthmus-relay \
  --property=StateDirectory=isthmus-relay \
  --property=StateDirectoryMode=0700 \
  --property=UMask=0077 \
  --property=LoadCredential=mattermost-token:/etc/isthmus/mattermost-token \
  --property=LoadCredential=teams-sign-in-key:/etc/isthmus/teams-sign-in-key \
  --property=NoNewPrivileges=yes \
  --property=ProtectSystem=strict \
  --property=ProtectHome=yes \
  /usr/bin/node /opt/isthmus-relay/isthmus-relay.mjs "$@" --config /etc/isthmus/relay.json
