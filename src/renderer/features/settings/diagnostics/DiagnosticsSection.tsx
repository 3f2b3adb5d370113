import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../api/use-app-state.ts'
import { useLogDetail, useSetLogDetail } from '../../../api/use-diagnostics.ts'
import { formatDayAndTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/Section.tsx'
import { Facts } from '../Facts.tsx'
import { SwitchSetting } from '../SwitchSetting.tsx'
import { DiagnosticsCard } from './DiagnosticsCard.tsx'
import { LogCard } from './LogCard.tsx'

/** What the app wrote down, and a file of it for whoever helps. */
export function DiagnosticsSection() {
  const { t } = useTranslation('diagnostics')
  const { logDir } = useAppState()
  const untilMs = useLogDetail().data?.detailUntilMs ?? null
  const setDetail = useSetLogDetail()
  return (
    <>
      <DiagnosticsCard />
      <LogCard />
      <Section title={t('detail.title')}>
        <SwitchSetting
          id="detail"
          label={t('detail.label')}
          hint={untilMs === null ? t('detail.hint') : t('detail.until', { time: formatDayAndTime(untilMs) })}
          isOn={untilMs !== null}
          onChange={(isDetailed) => {
            setDetail.mutate(isDetailed)
          }}
        />
        <Facts facts={[{ id: 'log-folder', name: t('folder'), value: logDir, isPath: true }]} />
      </Section>
    </>
  )
}
