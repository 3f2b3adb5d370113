import Box from '@mui/material/Box'
import { useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { reportProblem } from '../../api/report-problem.ts'
import { PaneBoundary } from '../../ui/PaneBoundary.tsx'
import { textNamespaces } from '../../copy/text-namespaces.ts'
import { SectionList } from './SectionList.tsx'
import { sectionWithId } from './sections.ts'
import { WantedSettingContext } from './Setting.tsx'

/** Everything that can be set: the sections with their search on one side, the chosen one on the other. */
export function SettingsPage() {
  const { t } = useTranslation(textNamespaces)
  const section = sectionWithId(useParams({ strict: false }).section)
  const { setting } = useSearch({ from: '/shell/settings' })
  const arrival = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' })
  const wanted = useMemo(() => (setting === undefined ? null : { id: setting, arrival }), [setting, arrival])
  const pane = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const shown = useRef(section.id)
  // The list is longer than a small window, and whoever came by a link or the palette has not scrolled it.
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [section.id])
  useEffect(() => {
    if (shown.current === section.id) return
    shown.current = section.id
    pane.current?.scrollTo({ top: 0 })
    // Whoever steps through the list stays in it; from elsewhere, the palette for one, the section has the keyboard,
    // unless somebody came for one setting of it.
    const isInList = list.current?.contains(document.activeElement) === true
    if (!isInList && setting === undefined) pane.current?.focus()
  }, [section.id, setting])
  const Content = section.content
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
      <Box ref={list} sx={listLook}>
        <SectionList current={section.id} />
      </Box>
      <Box ref={pane} tabIndex={-1} role="group" aria-label={t(section.title)} sx={paneLook}>
        <Box sx={{ maxWidth: 760, display: 'flex', flexDirection: 'column', gap: 3 }}>
          <PaneBoundary report={reportProblem} resetKey={section.id}>
            <Suspense>
              <WantedSettingContext value={wanted}>
                <Content />
              </WantedSettingContext>
            </Suspense>
          </PaneBoundary>
        </Box>
      </Box>
    </Box>
  )
}

const listLook = {
  position: 'relative',
  width: '15rem',
  flexShrink: 0,
  overflowY: 'auto',
  borderInlineEnd: 1,
  borderColor: 'divider',
  p: 2,
} as const

const paneLook = { position: 'relative', flex: 1, minWidth: 0, overflowY: 'auto', px: 3, py: 3 } as const
