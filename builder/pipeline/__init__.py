"""What the commands do: load the world, check it, fetch into the archive, build the site."""
