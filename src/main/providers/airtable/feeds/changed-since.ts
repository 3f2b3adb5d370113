/**
 * The filter for records that were created or edited at `watermark` (ISO 8601) or later. Of a record that nobody
 * edited, LAST_MODIFIED_TIME() may be the time of its creation, blank, or something that a comparison fails with;
 * blank counts as "not before", which would bring all of those each time, and a failure anywhere takes the record
 * out of the answer. Hence both are asked for first. Changes of computed fields, and records that were taken out
 * of the trash, no formula can see (formula field reference: "made by a user in a non-computed field").
 */
export function changedSince(watermark: string): string {
  const at = `DATETIME_PARSE("${watermark}")`
  const edited = 'LAST_MODIFIED_TIME()'
  const isEdited = `IF(${edited},NOT(IS_BEFORE(${edited},${at})),FALSE())`
  return `OR(NOT(IS_BEFORE(CREATED_TIME(),${at})),IF(ISERROR(${isEdited}),FALSE(),${isEdited}))`
}
