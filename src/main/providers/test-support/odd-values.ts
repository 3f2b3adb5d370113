/** What may stand anywhere in a record: it is what a server sent, and one day a newer one. */
export const oddValues = [
  ...[null, true, -0.5, 1e308, '', ' ', 'null', '\ud800', 'x'.repeat(150_000), [], [null], {}, { id: 7 }],
  JSON.parse('{"__proto__":{"name":1},"constructor":7,"toString":null,"length":-1}') as unknown,
]
