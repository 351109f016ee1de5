"""What the members of a cluster are told: texts and words alone, nothing is started here."""
import pathlib
from dataclasses import dataclass, field

SCOPE = "palitan"
DATABASE = "palitan"
ROLE = "palitan"
SERVICE = "hq"
LOOPBACK = "127.0.0.1"

# Seconds. Short, so that a test sees many failovers; docs/operating/cluster.md says what a headquarters takes.
TTL, LOOP_WAIT, RETRY = 8, 2, 3


@dataclass(frozen=True)
class Ports:
    """Of one machine: etcd for its clients and its peers, Patroni's REST API, PostgreSQL."""
    clients: int
    peers: int
    rest: int
    database: int


@dataclass(frozen=True)
class Passwords:
    superuser: str = field(repr=False)
    replication: str = field(repr=False)
    rewind: str = field(repr=False)
    palitan: str = field(repr=False)


def etcd_words(number: int, machines: list[Ports], data: pathlib.Path) -> list[str]:
    """The command that starts a member; numbers count from 0."""
    mine = machines[number]
    peers = ",".join(f"etcd{i + 1}=http://{LOOPBACK}:{one.peers}" for i, one in enumerate(machines))
    clients_at, peers_at = (f"http://{LOOPBACK}:{port}" for port in (mine.clients, mine.peers))
    return ["etcd", "--name", f"etcd{number + 1}", "--data-dir", str(data),
            "--listen-client-urls", clients_at, "--advertise-client-urls", clients_at,
            "--listen-peer-urls", peers_at, "--initial-advertise-peer-urls", peers_at,
            "--initial-cluster", peers, "--initial-cluster-state", "new", "--initial-cluster-token", SCOPE,
            "--enable-v2",  # by which Patroni keeps who is primary (patroni_settings)
            # Wide, for a disk that others use too.
            "--heartbeat-interval", "200", "--election-timeout", "2000",
            "--auto-compaction-retention", "1", "--logger", "zap", "--log-level", "warn"]


def shared_settings() -> dict:
    """What all members agree on. Patroni keeps it in etcd from the first start on."""
    return {
        "ttl": TTL, "loop_wait": LOOP_WAIT, "retry_timeout": RETRY,
        "maximum_lag_on_failover": 1_048_576,
        # A machine that is down is not waited for: its standby takes over.
        "primary_start_timeout": 0,
        # Nobody but a standby that has everything is promoted; without one, commits wait instead of going on alone.
        "synchronous_mode": True, "synchronous_mode_strict": True,
        "postgresql": {
            "use_pg_rewind": True, "use_slots": True,
            "parameters": {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on",
                           "wal_log_hints": "on", "max_connections": 60, "shared_buffers": "16MB",
                           "wal_keep_size": "128MB", "tcp_keepalives_idle": 5, "tcp_keepalives_interval": 2,
                           "tcp_keepalives_count": 3, "wal_sender_timeout": "5s", "wal_receiver_timeout": "5s"}}}


def patroni_settings(number: int, machines: list[Ports], folder: pathlib.Path, programs: pathlib.Path,
                     passwords: Passwords) -> dict:
    """One member's file; JSON is YAML too. It holds passwords: mode 0600."""
    mine = machines[number]
    return {
        "scope": SCOPE, "name": f"db{number + 1}",
        "restapi": {"listen": f"{LOOPBACK}:{mine.rest}", "connect_address": f"{LOOPBACK}:{mine.rest}"},
        # Not "etcd3": there Patroni 3.0 takes the leader's key without looking whether another has it meanwhile, and
        # a primary that hung takes it back from its successor, with all that was acknowledged since.
        "etcd": {"hosts": [f"{LOOPBACK}:{one.clients}" for one in machines]},
        "bootstrap": {"dcs": shared_settings(), "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums"]},
        "postgresql": {
            "listen": f"{LOOPBACK}:{mine.database}", "connect_address": f"{LOOPBACK}:{mine.database}",
            "data_dir": str(folder / "data"), "bin_dir": str(programs), "pgpass": str(folder / "pgpass"),
            "parameters": {"unix_socket_directories": str(folder)},
            "pg_hba": [f"host all all {LOOPBACK}/32 scram-sha-256",
                       f"host replication replicator {LOOPBACK}/32 scram-sha-256"],
            "authentication": {"superuser": {"username": "chief", "password": passwords.superuser},
                               "replication": {"username": "replicator", "password": passwords.replication},
                               "rewind": {"username": "rewinder", "password": passwords.rewind}}},
        "watchdog": {"mode": "off"}}


def service_file(machines: list[Ports]) -> str:
    """libpq's: where the record is. The primary among the hosts is found."""
    return (f"[{SERVICE}]\nhost={','.join(LOOPBACK for _ in machines)}\n"
            f"port={','.join(str(one.database) for one in machines)}\n"
            f"dbname={DATABASE}\nuser={ROLE}\ntarget_session_attrs=read-write\nconnect_timeout=3\n"
            "keepalives_idle=5\nkeepalives_interval=2\nkeepalives_count=3\n")


def pass_file(user: str, password: str) -> str:
    return f"{LOOPBACK}:*:*:{user}:{password}\n"


def sql_of_palitan(password: str) -> list[str]:
    """Done once on the first primary: a role that is no superuser, and a database of its own."""
    assert password.isalnum()
    return [f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password}'",
            f"CREATE DATABASE {DATABASE} OWNER {ROLE} ENCODING 'UTF8' TEMPLATE template0"]
