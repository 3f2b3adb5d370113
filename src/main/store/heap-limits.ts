/**
 * How V8 keeps house in the store's process, whose work is short texts by the hundred thousand. Left to itself it lets a heap grow
 * with the computer's memory before it collects: sorting 200,000 rows left 198 to 240 MB behind on one of 24 GB, and leaves 94 with
 * these. 8 MB are for each half of the young objects, 900 for the old ones of a thread, beyond which V8 ends the process and the app
 * starts another. A million rows sorted by two columns stayed far below: the whole process took 452 MB.
 */
export const storeHeapFlags: readonly string[] = ['--max-semi-space-size=8', '--max-old-space-size=900']
