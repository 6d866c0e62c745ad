"""Work on campaigns, done in parallel and not twice: the only room that knows store, processes and digests."""
