"""How far each target is attained, where it is heading, and what that is called."""
