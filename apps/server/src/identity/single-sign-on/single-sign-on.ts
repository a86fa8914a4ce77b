import * as oidc from 'openid-client'
import type { AccessSettings, SingleSignOnSettings } from '../../access-settings.ts'

/** Where the provider sends the browser back to. */
export const callbackPath = '/api/v1/session/single-sign-on/callback'

/** What a browser carries, sealed, from the start of a sign-in to its return. */
export interface Journey {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
}

/** Signing in through the city's OpenID Connect provider: authorization code with PKCE, state and nonce. */
export interface SingleSignOn {
  start(): Promise<{ address: URL; journey: Journey }>
  /** The value of the claim that names the person; throws when the provider's answer does not hold. */
  finish(query: string, journey: Journey): Promise<string>
}

const isLoopback = (url: URL) => ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)

/** The provider's description is fetched once, from the configured issuer alone; plain http only on this machine. */
function provider(settings: SingleSignOnSettings): () => Promise<oidc.Configuration> {
  let found: Promise<oidc.Configuration> | undefined
  const insecure = settings.issuer.protocol === 'http:' && isLoopback(settings.issuer)
  return () => {
    found ??= oidc
      .discovery(settings.issuer, settings.clientId, settings.clientSecret, undefined, {
        timeout: 10,
        execute: insecure ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        found = undefined
        throw error
      })
    return found
  }
}

/**
 * Single sign-on by OpenID Connect; undefined when no provider is set.
 *
 * @throws Error without the public address
 */
export function singleSignOn(access: AccessSettings): SingleSignOn | undefined {
  const settings = access.singleSignOn
  if (!settings) return undefined
  if (!access.publicUrl) {
    throw new Error(
      '单点登录需要设置 QINGLAN_PUBLIC_URL / single sign-on needs QINGLAN_PUBLIC_URL, the address browsers come back to',
    )
  }
  const callback = new URL(callbackPath, access.publicUrl)
  const configuration = provider(settings)
  return {
    async start() {
      const verifier = oidc.randomPKCECodeVerifier()
      const journey = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce() }
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback.href,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
      })
      return { address, journey }
    },
    async finish(query, journey) {
      const returned = new URL(callback)
      returned.search = query
      const tokens = await oidc.authorizationCodeGrant(await configuration(), returned, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      const name = tokens.claims()?.[settings.claim]
      if (typeof name !== 'string' || name === '')
        throw new Error(`the provider gave no claim ${settings.claim}`)
      return name
    },
  }
}
