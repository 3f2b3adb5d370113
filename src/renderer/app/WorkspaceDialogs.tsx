import { type ComponentProps, lazy, Suspense } from 'react'

// Forms and what they need are most of a dialog's code and none of the first screen's.
const LazyNew = lazy(async () => ({ default: (await import('./NewWorkspaceDialog.tsx')).NewWorkspaceDialog }))
const LazyRename = lazy(async () => ({
  default: (await import('./RenameWorkspaceDialog.tsx')).RenameWorkspaceDialog,
}))

/** Creates a workspace; loaded when it is first wanted. */
export const NewWorkspace = (props: ComponentProps<typeof LazyNew>) => (
  <Suspense>
    <LazyNew {...props} />
  </Suspense>
)

/** Renames the open workspace; loaded when it is first wanted. */
export const RenameWorkspace = (props: ComponentProps<typeof LazyRename>) => (
  <Suspense>
    <LazyRename {...props} />
  </Suspense>
)
