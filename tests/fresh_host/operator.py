"""What an operator does by docs/operating.md, and what that must come to."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.fresh_host.debian import Debian
from tests.fresh_host.page import block

NAME, DATABASE = "hotline.example.com", "db.example.com"
TOKEN, TWILIO = "0123456789abcdef" * 2, 8900
PASSWORD = "correct-horse-battery"  # of the database in the folder, which nobody else reaches
CALLER = "+12025550143"
REPAIRS = f"""\
order,phone,imei,model,stage,since,doing,promised,centre,cost,currency
472916,{CALLER},490154203237518,Tern 12,in_repair,2026-11-20,new screen,,Harbour,,
"""
STEPS = """\
  - {press: "472916#"}
  - {hear: phone number}
  - {press: "0143"}
  - {hear: in repair}
  - {hear: anything else}
  - {press: "2"}
  - {hear: goodbye}
expect: {status: completed}
"""
CALL = f"""\
from: "{CALLER}"
steps:
  - {{hear: what is it about}}
  - {{WISH}}
  - {{hear: order number}}
"""
BY_KEYS = CALL.replace("WISH", 'press: "1"') + STEPS
BY_VOICE = CALL.replace("WISH", "say: where is my repair") + STEPS
BY_ANYBODY = BY_KEYS.replace('press: "0143"', f'press: "{CALLER[2:]}#"')
"""Who calls from another phone gives the whole number."""
KEPT = ("repairs", "repair_stages", "warranties", "calls", "turns", "utterances", "lookups", "supervisors")


class Operator:
    """Somebody who knows docs/operating.md, at a host that is up."""

    def __init__(self, host: Debian) -> None:
        self.host = host
        self.hotline = block("3. Settings and secrets", "hotline()")

    def does(self, heading: str, begins: str, change: Callable[[str], str] = str) -> str:
        """Do a block of the page, changed where it names what each installation calls its own."""
        return self.host.does(self.hotline + change(block(heading, begins)))

    def asks(self, *command: str) -> str:
        return self.host.does(f"{self.hotline}hotline .venv/bin/{' '.join(command)}")

    def writes(self, path: str, text: str) -> None:
        (self.host.root / path.lstrip("/")).write_text(text)

    # -- to the first call

    def makes_secrets(self) -> None:
        def ours(text: str) -> str:
            text = text.replace("TOKEN=...", f"TOKEN={TOKEN}").replace("AC...", "AC" + "0" * 32)
            return text.replace("EOF\ncd", f"IVR_TWILIO_API_URL=http://127.0.0.1:{TWILIO}\nEOF\ncd")

        self.host.does(f"echo '127.0.0.1 {NAME} {DATABASE}' >> /etc/hosts")
        self.does("3. Settings and secrets", "sudo -u hotline sh", ours)
        assert self.host.does("stat -c '%a %U' /var/lib/hotline/hotline.env") == "600 hotline\n"

    def sets_up_postgresql(self) -> None:
        where = "4. The database"
        self.does(where, "cd /var/lib/postgresql")
        self.host.does("install -m 644 /var/lib/postgresql/15/main/ca.pem /etc/ssl/hotline-db-ca.pem")
        self.writes("/etc/postgresql/15/main/conf.d/hotline.conf", block(where, "ssl = on") + "port = 5432\n")
        self.writes(
            "/etc/postgresql/15/main/pg_hba.conf",
            "local all postgres peer\n" + block(where, "hostssl").replace("192.0.2.0/24", "127.0.0.1/32"),
        )
        self.host.does("systemctl restart postgresql")
        self.does(where, "sudo -u postgres createuser", lambda text: f"printf '{PASSWORD}\\n{PASSWORD}\\n' | {text}")
        url = block(where, "IVR_DATABASE_URL").replace("PASSWORD", PASSWORD)
        self.host.does(f"cat >> /var/lib/hotline/hotline.env <<'EOF'\n{url}EOF")
        self.does(where, "hotline .venv/bin/flask --app app prepare")
        assert self.host.does("stat -c '%a %U' /var/lib/hotline/first-password") == "600 hotline\n"

    def database_takes_no_open_connection(self) -> None:
        asked = f"PGPASSWORD={PASSWORD} psql -tAc 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'"
        target = f"host={DATABASE} dbname=hotline user=hotline"
        sure = f"{asked} '{target} sslmode=verify-full sslrootcert=/etc/ssl/hotline-db-ca.pem'"
        assert self.host.does(sure) == "t\n"
        self.host.does(f"! {asked} '{target} sslmode=disable'")
        self.host.does(f"! {sure.replace(DATABASE, '127.0.0.1')}")  # another name than the certificate's

    def imports(self) -> None:
        self.host.does("install -d /srv/exports")
        self.writes("/srv/exports/repairs.csv", REPAIRS)
        self.writes(
            "/srv/exports/warranties.csv",
            "imei,serial,model,starts,ends,countries,benefits\n490154203237518,,Tern 12,2026-01-01,2028-01-01,US,\n",
        )
        assert "1 new" in self.does("7. Records and look-ups", "hotline .venv/bin/flask --app app import-repairs")

    def starts_units(self) -> None:
        self.does("5. Processes: systemd", "cp /opt/hotline/current/ops/systemd")
        self.serves()

    def serves(self) -> None:
        """Wait for an answer of the web server that names speech as ready."""
        self.host.until('curl --silent --fail http://127.0.0.1:8000/health | grep -q \'"mode": *"speech"\'', 240)

    def opens_nginx(self) -> None:
        folder = f"/etc/letsencrypt/live/{NAME}"  # what certbot would have written
        self.host.does(
            f"install -d {folder} && openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN={NAME} "
            f"-addext subjectAltName=DNS:{NAME} -out {folder}/fullchain.pem -keyout {folder}/privkey.pem"
        )
        self.host.does("systemctl start nginx")
        self.does("6. TLS: nginx or Caddy", "sed 's/hotline.example.com/YOUR.NAME/' ops/proxy/nginx.conf", self._ours)
        self.answers(f"{folder}/fullchain.pem")

    def opens_caddy(self) -> None:
        self.host.does("systemctl stop nginx; systemctl start caddy")
        internal = (
            f"sed -i 's/^{NAME} {{/&\\n\\ttls internal/' /etc/caddy/Caddyfile"  # its authority for a network of its own
        )
        self.does(
            "6. TLS: nginx or Caddy",
            "sed 's/hotline.example.com/YOUR.NAME/' ops/proxy/Caddyfile",
            lambda text: self._ours(text).replace("&& systemctl", f"&& {internal} && systemctl"),
        )
        root = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
        self.host.until(f"test -e {root}", 30)
        self.answers(root)
        self.host.does("systemctl stop caddy; systemctl start nginx")

    def answers(self, authority: str) -> None:
        """See by TLS that webhooks want a signature, the console is there and figures are not."""
        self.host.until(f"curl --silent --fail --cacert {authority} https://{NAME}/health", 30)
        for path, status in (("/voice -d CallSid=CA1", 403), ("/metrics", 403), ("/sign-in", 200)):
            said = self.host.does(f"curl -s -o /dev/null -w '%{{http_code}}' --cacert {authority} https://{NAME}{path}")
            assert said == str(status), (path, said)

    @staticmethod
    def _ours(text: str) -> str:
        return "cd /opt/hotline/current\n" + text.replace("YOUR.NAME", NAME)

    # -- calls

    def calls(self, scenario: str) -> None:
        """Place one call as Twilio would, through nginx, and have it come out as the scenario says."""
        self.writes("/root/call.yaml", scenario)
        self.host.does(f"{self._simulator()} call {self._target()} --scenario call.yaml")

    def keeps_calling(self, calls: int, at_once: int, printed: Path) -> "subprocess.Popen[bytes]":
        """Begin many calls by keys, each from a phone of its own, that go on meanwhile."""
        self.writes("/root/calls.yaml", BY_ANYBODY)
        load = f"load {self._target()} --allow-strangers --scenario calls.yaml --calls {calls} --concurrency {at_once}"
        return self.host.starts(f"{self._simulator()} {load}", printed)

    @staticmethod
    def _simulator() -> str:
        bundle = f"/etc/letsencrypt/live/{NAME}/fullchain.pem"
        return (
            "cd /root && PYTHONPATH=/opt/hotline/releases/2 "
            f"SSL_CERT_FILE={bundle} /opt/hotline/releases/2/.venv/bin/python -m ivr.simulator"
        )

    @staticmethod
    def _target() -> str:
        account = f"https://{NAME}"
        return (
            f"--url {account}/voice --fallback-url {account}/voice/fallback --status-callback {account}/voice/status "
            f"--auth-token {TOKEN} --api-port {TWILIO}"
        )

    # -- afterwards

    def backs_up_crashes_and_restores(self) -> None:
        where, file = "Back-ups", "/var/lib/hotline-backups/FILE.backup"
        self.host.does("systemctl stop 'hotline-worker@*'")  # they write after calls, too
        self.host.does("systemctl start hotline-backup.service && ls /var/lib/hotline-backups/*.backup")
        self.does(
            where, "hotline .venv/bin/flask --app app back-up", lambda text: text.replace("before-upgrade", "FILE")
        )
        before = self.rows()
        self.calls(BY_KEYS)  # will be lost
        assert self.rows() != before
        self.host.does(
            "systemctl kill -s KILL hotline-web hotline-media 'postgresql@*'; systemctl stop hotline.target\n"
            "systemctl restart postgresql"
        )
        self.host.until("sudo -u postgres psql -c 'SELECT 1'", 60)
        self.host.does(
            "sudo -u postgres dropdb --force hotline\nsudo -u postgres createdb --owner hotline --encoding UTF8 hotline"
        )
        assert self.host.does(f"stat -c '%a' {file}") == "600\n"
        self.does(where, "systemctl stop hotline.target", lambda text: _sure(text).replace("systemctl start", "#"))
        assert self.rows() == before
        self.host.does("systemctl start hotline.target")
        self.serves()
        self.calls(BY_KEYS)

    def rows(self) -> list[str]:
        """Return every row of the tables that nothing but calls, imports and people change."""
        dump = (
            "sudo -u postgres pg_dump --data-only --inserts " + " ".join(f"-t {table}" for table in KEPT) + " hotline"
        )
        return sorted(line for line in self.host.does(dump).splitlines() if line.startswith("INSERT"))

    def rotates_keys(self) -> None:
        file = "/var/lib/hotline/hotline.env"
        old = self.host.does(f"grep -oP '^IVR_ENCRYPTION_KEYS=\\K.*' {file}").strip()
        new = self.asks("python -c 'from ivr.storage import new_key; print(new_key())'").strip()
        self.host.does(f"sed -i 's|^IVR_ENCRYPTION_KEYS=.*|IVR_ENCRYPTION_KEYS={new},{old}|' {file}")
        self.asks("flask --app app rotate-keys")
        self.asks("flask --app app rotate-keys --check")
        self.host.does(f"sed -i 's|^IVR_ENCRYPTION_KEYS=.*|IVR_ENCRYPTION_KEYS={new}|' {file}; sleep 3")
        self.calls(BY_KEYS)

    def begins_again(self, release: int) -> None:
        """Stop all, and begin with another release and an empty database; from now on under the one unit."""
        self.host.does(
            "systemctl disable --now hotline.target; systemctl stop 'hotline*'\n"
            "sudo -u postgres dropdb --force hotline\n"
            "sudo -u postgres createdb --owner hotline --encoding UTF8 hotline\n"
            f"ln -sfn releases/{release} /opt/hotline/current"
        )
        self.does("4. The database", "hotline .venv/bin/flask --app app prepare")
        self.imports()
        self.host.does("systemctl daemon-reload; systemctl enable --now hotline")
        self.serves()

    def takes_another_release(self, release: int) -> None:
        """Point `current` at a release and reload the one unit, as the page says for it."""
        lines = block("Upgrade, and back", "sudo -u hotline git clone").splitlines()
        [link] = [line for line in lines if line.startswith("ln ")]
        self.host.does(link.replace("releases/2", f"releases/{release}"))
        self.does("Upgrade, and back", "systemctl reload hotline")

    def reads_logs(self) -> None:
        self.host.does("install -d /etc/systemd/journald.conf.d")
        self.writes("/etc/systemd/journald.conf.d/hotline.conf", block("Logs", "[Journal]"))
        self.host.does("systemctl restart systemd-journald && journalctl --rotate && journalctl --vacuum-time=30d")
        found = self.host.does("journalctl -u 'hotline*' --since -1h -o cat")
        assert re.search(r'"call_sid": ?"CA[0-9a-f]{32}"', found), found[-2000:]
        assert CALLER[1:] not in found
        assert "472916" not in found


def _sure(text: str) -> str:
    """Answer beforehand what `restore` asks."""
    return text.replace("app restore", "app restore --yes")
