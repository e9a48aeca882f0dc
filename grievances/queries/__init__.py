"""Every SELECT of this feature. Each takes the actor and returns what that actor may see."""
