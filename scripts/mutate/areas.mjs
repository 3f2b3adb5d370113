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
  // Every try at a passphrase takes tenths of a second and 128 MB on purpose.
  passphrase: {
    mutate: [
      'src/main/vault/{master-key,passphrase-seal,protection-handlers,locked-handlers,protected-core}.ts',
    ],
    testMs: 60_000,
    tests: [
      'src/main/vault/master-key.test.ts',
      'src/main/vault/passphrase.test.ts',
      'tests/integration/core-protection.test.ts',
    ],
  },
  oauth: {
    mutate: [
      'src/main/oauth/{answer-page,attempt,deep-link,introspect-token,open-browser,redeem-answer,redirect-address}.ts',
      'src/main/oauth/{refusal-codes,revoke-token,sign-in-page-address,token-endpoint,token-set,transport,try-client}.ts',
    ],
    testMs: 10_000,
    tests: [
      'src/main/oauth/{answer-page,attempt,open-browser,redirect-address,refusal-codes,sign-in-page-address}.test.ts',
      'src/main/oauth/{deep-link,redeem-answer,token-set,transport}.test.ts',
      'tests/integration/{oauth-told-tokens,oauth-token-encodings}.test.ts',
      'tests/integration/oauth-token-endpoint.test.ts',
    ],
  },
  'sign-in': {
    mutate: ['src/main/oauth/{loopback-*,scheme-transport,sign-in,sign-in-handlers}.ts'],
    testMs: 20_000,
    tests: ['tests/integration/oauth-{loopback,places,quit,sign-in,wrong-provider}.test.ts'],
  },
  contract: {
    mutate: [
      'src/main/http/{http-date,json-object,lenient,read-reply,retry-after,strict-json}.ts',
      'src/main/providers/*/schema.ts',
      'src/main/providers/hubspot/{account-facts,account-schema,error-body}.ts',
    ],
    // Fifteen million characters, read by code that counts what it does.
    testMs: 120_000,
    tests: [
      'src/main/http/{http-date,read-reply,retry-after}.test.ts',
      'src/main/providers/*/schema.test.ts',
      'src/main/providers/hubspot/{account-schema,error-body}.test.ts',
      'src/main/http/strict-json.test.ts',
    ],
  },
  outbox: {
    mutate: ['src/main/outbox/!(*.test|compare|lay-over|picked|supersede).ts'],
    testMs: 30_000,
    tests: [
      'src/main/outbox/*.test.ts',
      'tests/integration/outbox-{creations,many,removals,undo,updates,workspaces}.test.ts',
    ],
  },
}
