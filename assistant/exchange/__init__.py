"""A library in open formats, so that whoever lent what they know, or follows, can hold a copy of it."""

from assistant.exchange.load import load as load
from assistant.exchange.save import save as save
