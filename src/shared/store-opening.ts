export interface Opening {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Sets the file aside unseen: for damage that showed only later, as `storage-corrupt`. */
  readonly isKnownDamaged?: boolean
  /**
   * Sets the file aside and opens the copy from before the last migration in its place, as when the file was
   * found `too-new` and the user wants to go back. Without a copy, which may just have taken its place, the file
   * is opened as it is.
   */
  readonly isCopyWanted?: boolean
}

/**
 * `set-aside`: the file could not be read and now lies at `path` under a `.corrupt-…` name, never
 * deleted; a new one took its place. `restored`: likewise, but the copy from before the last migration took its
 * place; `path` is null when there was no file. `too-new`: written by a newer version of the app, left
 * untouched; `copy` is what this version could open instead.
 */
export type OpenReport =
  | { readonly outcome: 'opened' | 'created' }
  | { readonly outcome: 'set-aside'; readonly path: string }
  | { readonly outcome: 'restored'; readonly path: string | null }
  | { readonly outcome: 'too-new'; readonly path: string; readonly copy: KeptCopy | null }

/** A copy of a file that was made before the schema changed. */
export interface KeptCopy {
  readonly path: string
  /** The schema that it has. */
  readonly version: number
  readonly madeAtMs: number
}
