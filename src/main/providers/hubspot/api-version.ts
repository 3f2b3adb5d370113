/**
 * The dated version in every path, general since September 2026 and supported for 18 months (HubSpot's
 * versioning guide). The undated `/oauth/v1` ends in February 2027, v1 to v3 of the rest in September 2027.
 */
export const HUBSPOT_API_VERSION = '2026-09'
