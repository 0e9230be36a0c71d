// A world knows that it is quiet by the whole process's thread pool: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
