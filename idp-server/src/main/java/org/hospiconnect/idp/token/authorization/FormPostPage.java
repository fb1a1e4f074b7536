package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.hospiconnect.idp.value.FormTarget;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page whose form carries the answer to the application (OAuth 2.0 Form Post Response Mode §2). */
@Controller
class FormPostPage {

    private static final String PATH = "/answer";
    private static final String ADDRESS = FormPostPage.class.getName() + ".address";
    private static final String MEMBERS = FormPostPage.class.getName() + ".members";

    FormPostPage() {}

    static void forward(AuthorizationAnswers.Exchange http, String address, Map<String, String> members)
            throws IOException, ServletException {
        HttpServletRequest request = http.request();
        URI target = URI.create(address);
        request.setAttribute(FormTarget.ATTRIBUTE, target.getScheme() + "://" + target.getAuthority());
        request.setAttribute(ADDRESS, address);
        request.setAttribute(MEMBERS, members);
        request.getRequestDispatcher(PATH).forward(request, http.response());
    }

    @RequestMapping(PATH)
    String show(HttpServletRequest request, Model model) {
        if (!(request.getAttribute(ADDRESS) instanceof String address)
                || !(request.getAttribute(MEMBERS) instanceof Map<?, ?> members)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("address", address);
        model.addAttribute("members", members);
        model.addAttribute("here", null); // a code goes out once
        return "token/form-post";
    }
}
