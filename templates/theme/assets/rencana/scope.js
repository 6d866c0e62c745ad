/* Where the theme keeps what a reader has chosen: names that Material's own scripts call. */
var __md_scope = new URL(document.currentScript.dataset.scope, location);
function __md_hash(text) {
  return Array.from(text).reduce(function (sum, sign) { return (sum << 5) - sum + sign.charCodeAt(0); }, 0);
}
function __md_get(key, store, scope) {
  return JSON.parse((store || localStorage).getItem((scope || __md_scope).pathname + "." + key));
}
function __md_set(key, value, store, scope) {
  try {
    (store || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    /* a private window keeps nothing */
  }
}
