/**
 * Runs within a page: what somebody would do with IndexedDB who keeps a hundred thousand records in it. A record is kept
 * whole, with an index of the words in it and one of the time of its last change, which is the least that a list with a
 * search needs. Answers milliseconds.
 *
 * @param {{ queries: readonly (readonly string[])[], batch: number, rows: number, rounds: number }} given
 *   `queries`: the words of each, folded as the records' words are
 */
export async function measureIndexedDb({ queries, batch, rows, rounds }) {
  const items = await (await fetch('app://bench/items.json')).json()
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const committed = (transaction) =>
    new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
  const open = async () => {
    const request = indexedDB.open('bench', 1)
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('item', { keyPath: 'key' })
      store.createIndex('word', 'words', { multiEntry: true })
      store.createIndex('modified', 'modified')
    }
    return done(request)
  }
  const timed = async (work) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  let db = await open()
  const put = async (some) => {
    const transaction = db.transaction('item', 'readwrite')
    const store = transaction.objectStore('item')
    for (const item of some) store.put(item)
    await committed(transaction)
  }
  const newest = () =>
    new Promise((resolve, reject) => {
      const found = []
      const request = db.transaction('item').objectStore('item').index('modified').openCursor(null, 'prev')
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        const cursor = request.result
        if (cursor === null || found.push(cursor.value) === rows) return resolve(found)
        cursor.continue()
      }
    })
  const find = async ([first, ...others]) => {
    const index = db.transaction('item').objectStore('item').index('word')
    const range = IDBKeyRange.bound(first, `${first}\uffff`)
    // One word is the index's own work; for more than one, those of the longest are looked through.
    if (others.length === 0) return done(index.getAll(range, rows))
    const found = await done(index.getAll(range))
    return found
      .filter(({ words }) => others.every((other) => words.some((word) => word.startsWith(other))))
      .slice(0, rows)
  }

  const writeMs = await timed(async () => {
    for (let at = 0; at < items.length; at += batch) await put(items.slice(at, at + batch))
  })
  const findMs = []
  for (const words of queries) findMs.push(await timed(() => find(words)))
  const changeMs = []
  for (let round = 0; round <= rounds; round += 1) {
    const item = items[(round * 7_919) % items.length]
    changeMs.push(await timed(() => put([{ ...item, name: `${item.name} ${round}` }])))
  }
  const openMs = []
  for (let round = 0; round <= rounds; round += 1) {
    db.close()
    openMs.push(
      await timed(async () => {
        db = await open()
        await newest()
      }),
    )
  }
  // The first of each warms what it uses.
  return { writeMs, findMs, changeMs: changeMs.slice(1), openMs: openMs.slice(1) }
}
