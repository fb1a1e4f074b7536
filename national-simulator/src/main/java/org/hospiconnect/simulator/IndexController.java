package org.hospiconnect.simulator;

import jakarta.servlet.http.HttpServletRequest;
import org.hospiconnect.simulator.dmp.DmpMode;
import org.hospiconnect.simulator.dmp.DmpSwitch;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The page that tells what this is, and the switch of its misbehaviours. */
@Controller
class IndexController {

    private final DmpSwitch dmp;
    private final Environment environment;

    IndexController(DmpSwitch dmp, Environment environment) {
        this.dmp = dmp;
        this.environment = environment;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String index(HttpServletRequest request, Model model) {
        model.addAttribute("https", "https://localhost:" + environment.getProperty("local.server.port"));
        model.addAttribute("here", "http://localhost:" + request.getLocalPort());
        model.addAttribute("current", dmp.mode());
        model.addAttribute("modes", DmpMode.values());
        return "index";
    }

    /** JSON only, so that a page of another origin can't turn the switch. */
    @ResponseBody
    @PostMapping(path = "/control/dmp", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.OK)
    Control turn(@RequestBody Control wanted) {
        dmp.turn(wanted.mode());
        return new Control(dmp.mode());
    }

    record Control(DmpMode mode) {}
}
