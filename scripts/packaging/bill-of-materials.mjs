import { npmCommand, mustRun } from '../setup/run.mjs'

/**
 * The list of what is in a package, in CycloneDX: npm's own list of the lockfile without what is not shipped, and the
 * runtime (docs.npmjs.com, "npm sbom").
 *
 * @param {readonly { name: string, version: string }[]} shipped
 * @param {{ version: string, isOfficial: boolean }} electron
 * @returns {Promise<object>}
 */
export async function billOfMaterials(shipped, electron) {
  const npm = npmCommand()
  const args = [
    ...npm.args,
    'sbom',
    '--package-lock-only',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
  ]
  const listed = JSON.parse(await mustRun('npm sbom', npm.command, args, { shell: npm.shell }))
  return shippedOnly(listed, shipped, electron)
}

/** Exported for its test. */
export function shippedOnly(listed, shipped, electron) {
  const wanted = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  const own = listed.metadata.component
  // npm calls it by the folder of the checkout.
  const component = { ...own, name: 'portolan' }
  const runtime = {
    'bom-ref': `electron@${electron.version}`,
    type: 'framework',
    name: 'electron',
    version: electron.version,
    scope: 'required',
    purl: `pkg:npm/electron@${electron.version}`,
    licenses: [{ license: { id: 'MIT' } }],
    properties: [{ name: 'portolan:official', value: String(electron.isOfficial) }],
  }
  const components = listed.components
    .filter(({ 'bom-ref': reference }) => wanted.has(reference))
    // Bundling makes a part of the app of what is for development only in npm's eyes.
    .map((one) => ({ ...one, scope: 'required', properties: withoutDevelopment(one.properties) }))
  const kept = new Set([own['bom-ref'], runtime['bom-ref'], ...components.map((one) => one['bom-ref'])])
  const dependencies = listed.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: [
        ...dependsOn.filter((one) => kept.has(one)),
        ...(ref === own['bom-ref'] ? [runtime['bom-ref']] : []),
      ],
    }))
  return {
    ...listed,
    metadata: { ...listed.metadata, component },
    components: [...components, runtime],
    dependencies,
  }
}

const withoutDevelopment = (properties = []) =>
  properties.filter(({ name }) => name !== 'cdx:npm:package:development')
