import nodeModule from 'node:module'

/** Keeps V8's compiled code between starts where the runtime can (Node 22 and later). */
export function enableCompileCache(): void {
  const { enableCompileCache: enable } = nodeModule as { enableCompileCache?: () => unknown }
  enable?.()
}
