"""A DPI in one file: sign-in, userinfo, refresh, fresh proof, DMP, leaving, back-channel logout.

pip install -r requirements.txt, then CLIENT_SECRET=… python dpi.py and open http://localhost:3000/
"""

import os
import secrets
import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask, abort, jsonify, redirect, request, session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

OWN = os.environ.get("OWN_ADDRESS", "http://localhost:3000")
ISSUER = os.environ.get("ISSUER", "http://localhost:9000")
CLIENT = {"client_id": os.environ.get("CLIENT_ID", "mon-dpi"), "client_secret": os.environ["CLIENT_SECRET"]}
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"

app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)  # several processes share one of their own
app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_SECURE=OWN.startswith("https:"))

provider = OAuth(app).register(
    "hospiconnect",
    server_metadata_url=ISSUER + "/.well-known/openid-configuration",
    **CLIENT,
    client_kwargs={
        "scope": "openid profile rpps work_situation",
        "code_challenge_method": "S256",
        "token_endpoint_auth_method": "client_secret_post",
    },
)

# A Flask session is a cookie that the browser can read: it holds a name, the tokens stay here.
people = {}


def person():
    return people.get(session.get("name"))


def ask(**more):
    """Authlib makes the request; we push it, because Authlib does not (RFC 9126)."""
    asked = provider.create_authorization_url(OWN + "/retour", **more)
    provider.save_authorize_data(redirect_uri=OWN + "/retour", **asked)
    there = provider.load_server_metadata()
    pushed = requests.post(
        there["pushed_authorization_request_endpoint"],
        data=dict(parse_qsl(urlsplit(asked["url"]).query)) | CLIENT,
        timeout=10,
    )
    pushed.raise_for_status()
    named = {"client_id": CLIENT["client_id"], "request_uri": pushed.json()["request_uri"]}
    return redirect(there["authorization_endpoint"] + "?" + urlencode(named), 303)


@app.get("/")
def home():
    if person() is None:
        return ask()
    there = provider.load_server_metadata()["userinfo_endpoint"]
    answer = provider.get(there, token=person()["token"])
    return ask() if answer.status_code == 401 else jsonify(answer.json())


@app.get("/retour")
def back():
    if request.args.get("iss") != ISSUER:  # RFC 9207
        abort(400)
    # Authlib checks state, nonce, signature, audience and times
    token = provider.authorize_access_token()
    claims = token["userinfo"]
    if claims["auth_time"] < session.pop("no_older_than", 0):
        abort(400)
    people.pop(session.get("name"), None)
    session["name"] = secrets.token_urlsafe()
    people[session["name"]] = {"sid": claims["sid"], "token": token}
    return redirect("/", 303)


@app.get("/rafraichir")
def refresh():
    known = person() or abort(401)
    fresh = provider.fetch_access_token(
        grant_type="refresh_token", refresh_token=known["token"]["refresh_token"]
    )
    known["token"] = {"id_token": known["token"]["id_token"], **fresh}  # the old refresh token is spent
    return redirect("/", 303)


@app.get("/signer")
def sign():
    known = person() or abort(401)
    session["no_older_than"] = int(time.time()) - 5  # clocks differ a little
    return ask(max_age="0", id_token_hint=known["token"]["id_token"])


@app.get("/dmp")
def open_dmp():
    known = person() or abort(401)
    asked = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": known["token"]["access_token"],
        "subject_token_type": "urn:ietf:params:oauth:token-type:access_token",
        "audience": "urn:dmp",
        "patient_ins": "269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH",
        "purpose_of_use": "normal",
    }
    # by hand: Authlib would add a scope, and a DMP token has none
    there = provider.load_server_metadata()["token_endpoint"]
    answer = requests.post(there, data=asked | CLIENT, timeout=10)
    answer.raise_for_status()
    return {"type": answer.json()["issued_token_type"]}  # your DMP module takes its access_token


@app.get("/quitter")
def leave():
    known = people.pop(session.pop("name", None), None) or abort(401)
    there = provider.load_server_metadata()["end_session_endpoint"]
    asked = {"id_token_hint": known["token"]["id_token"], "post_logout_redirect_uri": OWN + "/"}
    return redirect(there + "?" + urlencode(asked), 303)


@app.post("/deconnexion")
def ended():
    keys = KeySet.import_key_set(provider.fetch_jwk_set(force=True))
    wanted = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": CLIENT["client_id"]},
        exp={"essential": True},
        sid={"essential": True},
    )
    try:
        token = jwt.decode(request.form["logout_token"], keys, algorithms=["ES256"])
        wanted.validate(token.claims)
    except (JoseError, ValueError):
        abort(400)
    events = token.claims.get("events", {})
    if token.header.get("typ") != "logout+jwt" or LOGOUT not in events or "nonce" in token.claims:
        abort(400)
    for name in [name for name, known in people.items() if known["sid"] == token.claims["sid"]]:
        del people[name]
    return {}


@app.errorhandler(OAuthError)
def refused(error):
    # error and description are for your log; the person reads a sentence of yours
    app.logger.error("%s %s", error.error, error.description)
    return {"error": error.error}, 400


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=urlsplit(OWN).port)
