import type { AppError } from '../../shared/errors.ts'
import type { ChartFile } from '../../shared/model/insights.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import { fileNameOf } from '../exporting/file-name.ts'
import { writeWholeFile } from '../exporting/whole-file.ts'
import { chartFileBytes } from './chart-file.ts'

/** Writes a chart where the user says; answers false where they chose no place. */
export async function saveChart(
  chooseSaveFile: ChooseSaveFile,
  chart: ChartFile,
): Promise<Result<{ isSaved: boolean }, AppError>> {
  const bytes = chartFileBytes(chart)
  if (!bytes.ok) return bytes
  const file = await chooseSaveFile({ name: fileNameOf(chart.name), extension: chart.kind })
  if (file === null) return ok({ isSaved: false })
  return writeWholeFile(file, async (writer) => {
    await writer.write(bytes.value)
    return ok({ isSaved: true })
  })
}
