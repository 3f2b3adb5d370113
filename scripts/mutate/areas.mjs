/**
 * What is mutated, and the tests that may notice: the units of an area, and those of its integration tests that answer
 * within seconds and start no process of their own. The quickest stand first, because the first that fails is the last
 * that is run. A test that takes longer than `testMs` has noticed something, too; tests that do more have more.
 *
 * @type {Record<string, { mutate: string[], tests: string[], testMs: number }>}
 */
export const AREAS = {
  merge: {
    mutate: [
      'src/main/outbox/{compare,lay-over,supersede,picked}.ts',
      'src/main/providers/hubspot/merged-values.ts',
      'src/main/items/merged-fields.ts',
    ],
    testMs: 5_000,
    tests: [
      'src/main/outbox/{compare,lay-over,supersede}.test.ts',
      'src/main/providers/hubspot/merged-values.test.ts',
      'src/main/items/merged-fields.test.ts',
    ],
  },
  limiter: {
    mutate: ['src/main/http/{limiter,rate-bucket,latency-credit,held-slots,spent-quotas,quota-end}.ts'],
    testMs: 5_000,
    tests: [
      'src/main/http/{held-slots,latency-credit,spent-quotas,quota-end}.test.ts',
      'src/main/http/{rate-bucket,divided-window}.test.ts',
      'src/main/http/limiter-queue.test.ts',
      'src/main/http/{limiter,limiter-knowledge}.test.ts',
    ],
  },
  vault: {
    mutate: [
      'src/main/vault/{gate,idle-lock,key-file,key-rotation,safe-storage-cipher,sealed-record,vault,write-durably}.ts',
    ],
    testMs: 10_000,
    tests: [
      'src/main/vault/{gate,idle-lock,safe-storage-cipher,sealed-record}.test.ts',
      'src/main/vault/{key-file,vault}.test.ts',
      'src/main/vault/key-rotation.test.ts',
    ],
  },
}
