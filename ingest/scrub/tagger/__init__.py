"""The name tagger: tells from a name and what stands around it whether a person is meant."""
