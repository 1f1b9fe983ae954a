from home.machines.structured_data.facts import Facts
from home.machines.structured_data.graph import Description, as_json, describe, graph
from home.machines.structured_data.nodes import Node, node, reference

__all__ = ["Description", "Facts", "Node", "as_json", "describe", "graph", "node", "reference"]
