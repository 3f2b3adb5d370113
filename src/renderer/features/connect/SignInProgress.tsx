import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import CircularProgress from '@mui/material/CircularProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInPlace, SignInStatus } from '../../../shared/model/sign-in.ts'
import { type ApiFailure, problemOf } from '../../api/client.ts'
import { useCopyLink, useOpenAgain, useSwitchPlace } from '../../api/use-sign-in.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Countdown } from './Countdown.tsx'
import { PasteAddress } from './PasteAddress.tsx'

interface SignInProgressProps {
  readonly provider: string
  /** Where it was begun; main may have gone on elsewhere. */
  readonly begunAt: SignInPlace
  /** Null until main has said something. */
  readonly status: SignInStatus | null
  readonly onCancel: () => void
}

/** A sign-in under way: what it waits for, how long, and every way out. */
export function SignInProgress({ provider, begunAt, status, onCancel }: SignInProgressProps) {
  const { t } = useTranslation('connect')
  const title = useRef<HTMLElement>(null)
  const switchPlace = useSwitchPlace()
  const step = status?.step ?? 'opening'
  const place = status?.place ?? begunAt
  const other: SignInPlace = place === 'browser' ? 'window' : 'browser'
  const goElsewhere = (): void => {
    switchPlace.mutate(other)
  }
  const scene = `${String(status?.attempt ?? 0)} ${step}`

  useEffect(() => {
    // The button that was pressed is gone with the step that offered it: what replaced it takes the focus.
    if (document.activeElement === document.body) title.current?.focus()
  }, [scene])

  return (
    <Card sx={{ display: 'flex', gap: 2.5, p: 3, alignItems: 'flex-start' }}>
      <CircularProgress size={28} aria-hidden sx={{ flexShrink: 0 }} />
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box>
          <Box role="status" tabIndex={-1} ref={title}>
            <Typography sx={{ fontWeight: 650 }}>
              {step === 'finishing'
                ? t('progress.finishing', { provider })
                : t(`progress.${step}.${place}`, { provider })}
            </Typography>
            {step !== 'finishing' && status !== null && status.handedOverAt !== null && (
              <Typography variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
                {t('progress.handedOver', { host: status.handedOverAt })}
              </Typography>
            )}
          </Box>
          {step === 'finishing' ? (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('progress.finishingHint')}
            </Typography>
          ) : (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(`progress.hint.${place}`)} {status !== null && <TimeLeft untilMs={status.untilMs} />}
            </Typography>
          )}
        </Box>
        {step === 'waiting' && status !== null && (
          // Another attempt begins anew: what was copied or typed for the one before means nothing any more.
          <WaysOn
            key={status.attempt}
            provider={provider}
            status={status}
            failure={switchPlace.error}
            onUseWindow={goElsewhere}
          />
        )}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('progress.cancel')}
          </Button>
          {step === 'waiting' && (
            <Button key={scene} onClick={goElsewhere} sx={{ whiteSpace: 'normal' }}>
              {t(`progress.instead.${other}`)}
            </Button>
          )}
        </Box>
      </Box>
    </Card>
  )
}

function TimeLeft({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation('connect')
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      {t('progress.timeLeft')} <Countdown untilMs={untilMs} />
    </Box>
  )
}

interface WaysOnProps {
  readonly provider: string
  readonly status: SignInStatus
  /** Why it could not go on elsewhere. */
  readonly failure: ApiFailure | null
  readonly onUseWindow: () => void
}

/** What a person can do while the page is open elsewhere. */
function WaysOn({ provider, status, failure, onUseWindow }: WaysOnProps) {
  const { t } = useTranslation('connect')
  const openAgain = useOpenAgain()
  const copyLink = useCopyLink()
  const [isPasting, setIsPasting] = useState(false)
  const { place } = status
  const problem = failure ?? openAgain.error ?? copyLink.error
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          onClick={() => {
            openAgain.mutate()
          }}
        >
          {t(`progress.again.${place}`)}
        </Button>
        {place === 'browser' && (
          <Button
            variant="outlined"
            onClick={() => {
              copyLink.mutate()
            }}
          >
            {t('progress.copyLink')}
          </Button>
        )}
        {status.canPaste && !isPasting && (
          <Button
            variant="outlined"
            onClick={() => {
              setIsPasting(true)
            }}
          >
            {t('paste.open')}
          </Button>
        )}
      </Box>
      <Typography
        variant="body2"
        role="status"
        sx={{ color: 'text.secondary', '&:empty': { display: 'none' } }}
      >
        {copyLink.isSuccess ? t('progress.linkCopied') : ''}
      </Typography>
      {isPasting && <PasteAddress provider={provider} />}
      {problem !== null && (
        <ErrorNotice
          {...problemOf(problem)}
          provider={provider}
          actions={place === 'browser' ? { 'use-window': onUseWindow } : {}}
        />
      )}
    </>
  )
}
