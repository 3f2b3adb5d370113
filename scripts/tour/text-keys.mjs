/**
 * The first parts of everything that `t()` may be asked for: the namespaces, and the groups within them.
 *
 * @param {Record<string, object>} namespaces texts by namespace, as they lie in the files
 * @returns {Set<string>}
 */
export function keyRoots(namespaces) {
  const groups = Object.values(namespaces).flatMap((texts) =>
    Object.keys(texts).filter((name) => typeof texts[name] === 'object'),
  )
  return new Set([...Object.keys(namespaces), ...groups])
}

const KEY = /^[a-z][\w-]*(?:[.:][\w-]+)+$/i

/**
 * The texts that show a key instead of words (`status.done`, `ui:close`) or a value that nobody filled in
 * (`{{name}}`).
 *
 * @param {string[]} texts
 * @param {Set<string>} roots
 * @returns {string[]}
 */
export function untranslated(texts, roots) {
  return texts.filter(
    (text) =>
      /\{\{.*?\}\}/.test(text) ||
      text
        .split(/[\s,;()“”"]+/)
        .map((word) => word.replace(/[.:]$/, ''))
        .some((word) => KEY.test(word) && roots.has(word.split(/[.:]/, 1)[0])),
  )
}
