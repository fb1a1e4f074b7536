// Whoever breaks the glass writes why: the field is there and has the focus.
const glass = document.getElementById("break-glass");

document.getElementById("dmp-purpose").addEventListener("change", () => {
  if (glass.checked) {
    document.getElementById("raison").focus();
  }
});
