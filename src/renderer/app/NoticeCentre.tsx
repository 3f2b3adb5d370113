import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptNotice } from '../../shared/model/arrangement.ts'
import { problemOf } from '../api/client.ts'
import { useChangeNotices, useKeptNotices } from '../api/use-notices.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { say, sayAll } from '../copy/told.ts'
import { allRead, withOneRead } from '../ui/kept-notices.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { ToneIcon } from '../ui/ToneIcon.tsx'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'

/** Everything that was told in this workspace, the latest first. */
export function NoticeCentre({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('notices')
  const { data: kept = [], error } = useKeptNotices()
  const { mutate: change } = useChangeNotices()
  const hasUnread = kept.some(({ isRead }) => !isRead)
  const body = useRef<HTMLDivElement>(null)
  /** The button that was pressed is off from then on, and would leave the keyboard nowhere. */
  const keepKeyboard = (): void => body.current?.focus()
  return (
    <Box
      ref={body}
      tabIndex={-1}
      sx={{
        width: 'min(26rem, calc(100vw - 32px))',
        display: 'flex',
        flexDirection: 'column',
        maxHeight: '70vh',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 1 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t('centre.title')}
        </Typography>
        <Button
          color="inherit"
          disabled={!hasUnread}
          onClick={() => {
            keepKeyboard()
            change(allRead)
          }}
        >
          {t('centre.markRead')}
        </Button>
        <Button
          color="inherit"
          disabled={kept.length === 0}
          onClick={() => {
            keepKeyboard()
            change(() => [])
          }}
        >
          {t('centre.clear')}
        </Button>
      </Box>
      {error !== null && <ErrorNotice {...problemOf(error)} />}
      {kept.length === 0 && error === null && (
        <Typography variant="body2" sx={{ px: 2, pb: 2, color: 'text.secondary' }}>
          {t('centre.empty')}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', overflowY: 'auto', minHeight: 0 }}>
        {kept.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            onLeave={onLeave}
            onRead={() => {
              change((all) => withOneRead(all, notice.id))
            }}
          />
        ))}
      </Box>
    </Box>
  )
}

interface NoticeLineProps {
  readonly notice: KeptNotice
  readonly onLeave: () => void
  readonly onRead: () => void
}

function NoticeLine({ notice, onLeave, onRead }: NoticeLineProps) {
  const { t } = useTranslation(['notices', 'errors'])
  const { history } = useRouter()
  const { tone, href, reference, atMs, isRead } = notice
  const title = say(notice.title)
  const body = sayAll(notice.body)
  return (
    <Box component="li" sx={lineLook}>
      <ToneIcon tone={tone} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" sx={{ fontWeight: isRead ? 400 : 650 }}>
          {!isRead && <VisuallyHidden component="span">{t('centre.unread')} </VisuallyHidden>}
          <bdi>{title}</bdi>
        </Typography>
        {body !== '' && (
          <Typography variant="body2">
            <bdi>{body}</bdi>
          </Typography>
        )}
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
          <RelativeTime atMs={atMs} />
          {reference !== null && ` · ${t('errors:reference', { reference })}`}
          {reference !== null && (
            <CopyButton value={reference} what={t('centre.referenceOf', { reference })} />
          )}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', '&:not(:empty)': { mt: 0.5 } }}>
          {href !== null && (
            <Button
              variant="outlined"
              color="inherit"
              aria-label={t('centre.openOf', { what: title })}
              onClick={() => {
                onRead()
                onLeave()
                history.push(href)
              }}
            >
              {t('open')}
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  )
}

const lineLook = {
  // What only screen readers see lies in it, and not in the window that scrolls.
  position: 'relative',
  display: 'flex',
  alignItems: 'flex-start',
  gap: 1.25,
  px: 2,
  py: 1.25,
  borderTop: 1,
  borderColor: 'divider',
} as const
