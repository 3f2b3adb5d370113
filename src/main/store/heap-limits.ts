/**
 * How V8 keeps house in the store's process, whose work is short texts by the hundred thousand. Left to itself it lets a heap grow
 * with the computer's memory before it collects: sorting 200,000 rows left 200 to 240 MB more behind on one of 24 GB, and leaves 95
 * with these. Young objects get 8 MB a half. 900 MB of old ones are more than sorting three million rows by two columns takes; V8
 * ends the process beyond them, and the app starts another.
 */
export const storeHeapFlags: readonly string[] = ['--max-semi-space-size=8', '--max-old-space-size=900']
