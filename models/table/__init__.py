"""Step `table`: the whole evaluation table, every system on the same lists."""
