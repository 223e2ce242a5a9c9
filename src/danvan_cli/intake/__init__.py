"""Documents in: a plan's file becomes lines, the lines an outline, the outline a draft that a person checks."""
