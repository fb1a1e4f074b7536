// A DPI in one file: sign-in, userinfo, refresh, fresh proof, DMP, leaving, back-channel logout.
// npm ci && CLIENT_SECRET=… node dpi.mjs, then open http://localhost:3000/
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

const own = new URL(process.env.OWN_ADDRESS ?? 'http://localhost:3000')
const home = new URL('/', own)

const issuer = new URL(process.env.ISSUER ?? 'http://localhost:9000')
const clientId = process.env.CLIENT_ID ?? 'mon-dpi'
const provider = await oidc.discovery(
  issuer,
  clientId,
  { client_secret: process.env.CLIENT_SECRET, id_token_signed_response_alg: 'ES256' },
  oidc.ClientSecretPost(),
  // the demo speaks http; leave this out everywhere else
  issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {},
)
const keys = createRemoteJWKSet(new URL(provider.serverMetadata().jwks_uri))

/** Cookie → what a browser left with, and its session once it is back. */
const visits = new Map()

async function leave(visit, more = {}) {
  visit.sent = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  }
  if ('max_age' in more) visit.sent.maxAge = Number(more.max_age)
  // pushed ahead of the browser (RFC 9126)
  return oidc.buildAuthorizationUrlWithPAR(provider, {
    redirect_uri: new URL('/retour', own).href,
    scope: 'openid profile rpps work_situation',
    state: visit.sent.expectedState,
    nonce: visit.sent.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(visit.sent.pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  })
}

/** The library checks state, iss, nonce, signature, audience, times and, after max_age, auth_time. */
async function arrive(visit, address) {
  const tokens = await oidc.authorizationCodeGrant(provider, address, { ...visit.sent, idTokenExpected: true })
  const { sub, sid, acr } = tokens.claims()
  return { sub, sid, acr, idToken: tokens.id_token, access: tokens.access_token, refresh: tokens.refresh_token }
}

async function refresh(session) {
  const tokens = await oidc.refreshTokenGrant(provider, session.refresh)
  session.access = tokens.access_token
  session.refresh = tokens.refresh_token // the old one is spent
}

/** Your DMP module takes the access_token of the answer. */
async function openDmp(session) {
  return oidc.genericGrantRequest(provider, 'urn:ietf:params:oauth:grant-type:token-exchange', {
    subject_token: session.access,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    audience: 'urn:dmp',
    patient_ins: '269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH',
    purpose_of_use: 'normal',
  })
}

async function ended(logoutToken) {
  const { payload } = await jwtVerify(logoutToken, keys, {
    issuer: provider.serverMetadata().issuer,
    audience: clientId,
    typ: 'logout+jwt',
    algorithms: ['ES256'],
  })
  if (!payload.events?.['http://schemas.openid.net/event/backchannel-logout'] || 'nonce' in payload) {
    throw new Error('not a logout token')
  }
  for (const [cookie, visit] of visits) if (visit.session?.sid === payload.sid) visits.delete(cookie)
}

const pages = {
  async 'GET /'({ session }, visit) {
    if (!session) return { to: await leave(visit) }
    return { json: await oidc.fetchUserInfo(provider, session.access, session.sub) }
  },
  async 'GET /retour'(_, visit, address) {
    // a new cookie: the one that was there before may be known to somebody else
    return { to: home, open: await arrive(visit, address) }
  },
  async 'GET /rafraichir'({ session }) {
    await refresh(session)
    return { to: home }
  },
  async 'GET /signer'({ session }, visit) {
    // the library refuses an answer whose auth_time is older
    return { to: await leave(visit, { max_age: '0', id_token_hint: session.idToken }) }
  },
  async 'GET /dmp'({ session }) {
    return { json: { type: (await openDmp(session)).issued_token_type } }
  },
  async 'GET /quitter'({ session }, visit) {
    delete visit.session
    return {
      to: oidc.buildEndSessionUrl(provider, {
        id_token_hint: session.idToken,
        post_logout_redirect_uri: home.href,
      }),
    }
  },
  async 'POST /deconnexion'(_, visit, address, body) {
    await ended(new URLSearchParams(body).get('logout_token') ?? '')
    return { json: {} }
  },
}

const NEED_A_PERSON = ['/rafraichir', '/signer', '/dmp', '/quitter']

async function answer(request) {
  const address = new URL(request.url, own)
  const known = /(?:^|; )dpi=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const visit = visits.get(known) ?? {}
  let body = ''
  for await (const part of request) body += part
  const page = pages[`${request.method} ${address.pathname}`]
  if (!page) return { status: 404, json: {} }
  if (!visit.session && NEED_A_PERSON.includes(address.pathname)) return { status: 401, json: {} }
  const result = await page(visit, visit, address, body)
  let cookie = visits.has(known) ? known : randomUUID()
  if (result.open) {
    visits.delete(known)
    cookie = randomUUID()
    visits.set(cookie, { session: result.open })
  } else if (visit.sent || visit.session) {
    visits.set(cookie, visit)
  }
  return { ...result, cookie }
}

const server = createServer(async (request, response) => {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' }
  try {
    const { to, json, cookie, status = to ? 303 : 200 } = await answer(request)
    if (cookie) headers['set-cookie'] = `dpi=${cookie}; HttpOnly; SameSite=Lax; Path=/`
    if (to) headers.location = to.href
    response.writeHead(status, headers).end(to ? '' : JSON.stringify(json))
  } catch (refused) {
    // error and description are for your log; the person reads a sentence of yours
    console.error(refused.code, refused.error, refused.error_description)
    response.writeHead(400, headers).end(JSON.stringify({ error: refused.error ?? 'refused' }))
  }
})
server.listen(Number(own.port), '127.0.0.1')
