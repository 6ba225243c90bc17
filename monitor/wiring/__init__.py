"""The only room that names concrete edges: it puts the rooms together for the service, for one round, for a replay.

Tests call the same functions, with fakes where the network would be.
"""

from monitor.wiring.brain import SHIPPED_MODELS, Brain, load_bases, load_brain, load_facts, model_dir
from monitor.wiring.chats import BotAccess, Channels, chats, open_channels, open_maps, senders
from monitor.wiring.clock import utc_now
from monitor.wiring.credentials import administrators, heartbeat_url, known_secrets, secret
from monitor.wiring.network import Network, build_pipeline, open_heartbeat, open_network, replay_edges
from monitor.wiring.readers import draw_name, open_reader, reader_name
from monitor.wiring.storing import OffLoop, inline, open_store

__all__ = [
    "SHIPPED_MODELS",
    "BotAccess",
    "Brain",
    "Channels",
    "Network",
    "OffLoop",
    "administrators",
    "build_pipeline",
    "chats",
    "draw_name",
    "heartbeat_url",
    "inline",
    "known_secrets",
    "load_bases",
    "load_brain",
    "load_facts",
    "model_dir",
    "open_channels",
    "open_heartbeat",
    "open_maps",
    "open_network",
    "open_reader",
    "open_store",
    "reader_name",
    "replay_edges",
    "secret",
    "senders",
    "utc_now",
]
