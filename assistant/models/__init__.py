"""The language-model seam: Ollama, an OpenAI-compatible server, the embedded starter model, or none."""

from assistant.models.listing import ModelInfo, list_models
from assistant.models.model import Message, Model, Once, Role, Wire
from assistant.models.opening import open_model

__all__ = ["Message", "Model", "ModelInfo", "Once", "Role", "Wire", "list_models", "open_model"]
