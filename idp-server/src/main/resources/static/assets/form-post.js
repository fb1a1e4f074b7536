// Without script the button does the same.
document.getElementById("answer").submit();
