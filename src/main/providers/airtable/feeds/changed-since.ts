/**
 * The filter for records that were created or edited at `watermark` (ISO 8601) or later. What LAST_MODIFIED_TIME()
 * is for a record that nobody edited is not documented. Where it is blank, a comparison with it is either false,
 * and "not before" would bring all those records each time, or it fails, and takes the record out of the answer
 * although it is new. Hence the question whether there is a time comes first. Changes of computed fields, and
 * records taken out of the trash, no formula can see (formula field reference).
 */
export function changedSince(watermark: string): string {
  const at = `DATETIME_PARSE("${watermark}")`
  const edited = 'LAST_MODIFIED_TIME()'
  return `OR(NOT(IS_BEFORE(CREATED_TIME(),${at})),IF(${edited},NOT(IS_BEFORE(${edited},${at})),FALSE()))`
}
