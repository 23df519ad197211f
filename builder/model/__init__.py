"""The words of the project as values: entities, observations, findings. No input, no output."""
