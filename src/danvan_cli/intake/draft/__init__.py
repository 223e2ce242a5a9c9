"""What a plan promises: head, tasks, targets and cited documents, put together and checked."""
