"""The only room that knows MkDocs: a plugin of its public events, and the builds that the command line asks for."""
